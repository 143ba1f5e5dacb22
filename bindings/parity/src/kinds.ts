import type {
  ChannelActions,
  ChannelState,
  CollectionActions,
  CollectionInput,
  CollectionOptions,
  CollectionState,
  ConversationActions,
  ConversationInput,
  ConversationState,
  GuardState,
  Input,
  JobActions,
  JobRecord,
  JobState,
  MutationActions,
  MutationState,
  Output,
  PresenceActions,
  PresenceState,
  QueryState,
  ReadOptions,
  RecordActions,
  RecordOf,
  RecordState,
  Refetchable,
  Row,
  SearchActions,
  SearchInput,
  SearchState,
  SessionActions,
  SessionState,
  UploadActions,
  UploadInput,
  UploadState,
  WindowActions,
  WindowState,
  WritesActions,
  WritesState,
} from '@blockstate/core'
import type { listFiles, uploadFile } from '@blockstate/core/files'
import type {
  agentChat,
  createEntityConversation,
  deleteEntity,
  Entity,
  entityChat,
  getAgentRun,
  getEntity,
  identityChat,
  listEntities,
  listEntityConversations,
  updateEntity,
} from '@blockstate/core/jarvis'

type Chat = ConversationState & ConversationActions
type Write<O> = MutationState<Input<O>, Output<O>> & MutationActions<Input<O>, Output<O>>

/** The components every binding mounts, one for each hook: what they are given, and what they show. */
export interface Kinds {
  entity: {
    props: { input: Input<typeof getEntity> | null; options?: ReadOptions }
    shown: QueryState<Output<typeof getEntity>> & Refetchable
  }
  entities: {
    props: { input: CollectionInput<typeof listEntities> | null; options?: CollectionOptions }
    shown: CollectionState<Row<typeof listEntities>> & CollectionActions
  }
  window: { props: { input: CollectionInput<typeof listEntities> | null }; shown: WindowState<Row<typeof listEntities>> & WindowActions }
  found: {
    props: { input: SearchInput<typeof listEntities> }
    shown: SearchState<Row<typeof listEntities>> & SearchActions<SearchInput<typeof listEntities>>
  }
  channel: { props: { input: { id: string } | null }; shown: ChannelState & ChannelActions }
  presence: { props: { input: { id: string } | null }; shown: PresenceState & PresenceActions }
  run: { props: { input: Input<typeof getAgentRun> | null }; shown: JobState<JobRecord<typeof getAgentRun>> & JobActions }
  files: {
    props: { input: CollectionInput<typeof listFiles> | null }
    shown: CollectionState<Row<typeof listFiles>> & CollectionActions
  }
  uploads: {
    props: { input: UploadInput<typeof uploadFile> | null }
    shown: UploadState<Output<typeof uploadFile>> & UploadActions<Input<typeof uploadFile>>
  }
  talks: {
    props: { input: CollectionInput<typeof listEntityConversations> | null }
    shown: CollectionState<Row<typeof listEntityConversations>> & CollectionActions
  }
  update: { props: { input: null }; shown: Write<typeof updateEntity> }
  /** Kept back for five seconds. */
  removeLater: { props: { input: null }; shown: Write<typeof deleteEntity> }
  remove: { props: { input: null }; shown: Write<typeof deleteEntity> }
  talk: { props: { input: null }; shown: Write<typeof createEntityConversation> }
  row: { props: { input: { id: string } }; shown: RecordState<RecordOf<typeof Entity>> & RecordActions }
  writes: { props: { input: null }; shown: WritesState & WritesActions }
  session: { props: { input: null }; shown: SessionState & SessionActions }
  guard: { props: { input: null }; shown: GuardState }
  entityChat: { props: { input: ConversationInput<typeof entityChat> | null }; shown: Chat }
  identityChat: { props: { input: ConversationInput<typeof identityChat> | null }; shown: Chat }
  agentChat: { props: { input: ConversationInput<typeof agentChat> | null }; shown: Chat }
}

export type Kind = keyof Kinds
export type Props<K extends Kind> = Kinds[K]['props']
export type Shown<K extends Kind> = Kinds[K]['shown']
