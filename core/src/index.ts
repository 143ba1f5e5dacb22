export type { AppAddress } from './client/appKey.ts'
export { asyncStorage } from './client/asyncStorage.ts'
export type { LaterStorage } from './client/asyncStorage.ts'
export { call } from './client/call.ts'
export { cookieStorage } from './client/cookieStorage.ts'
export type { CookieOptions, RequestCookies } from './client/cookieStorage.ts'
export { createClient } from './client/createClient.ts'
export type { Client, ClientOptions } from './client/createClient.ts'
export type { StreamEnd } from './client/hearStream.ts'
export { inParts } from './client/inParts.ts'
export type { PartRoutes } from './client/inParts.ts'
export { hostPlatform } from './client/platform.ts'
export type { Platform } from './client/platform.ts'
export { rememberStorage } from './client/rememberStorage.ts'
export type { SendOptions } from './client/send.ts'
export { fetchBytes, hostBytes } from './client/sendBytes.ts'
export type { SendBytes } from './client/sendBytes.ts'
export type { SessionStorage, SessionStorageExtras } from './client/sessionStorage.ts'
export { sharedRefreshes } from './client/sharedRefreshes.ts'
export type { SharedRefreshes } from './client/sharedRefreshes.ts'
export { stream } from './client/stream.ts'
export type { PartUpload } from './client/uploadRequest.ts'
export { count, op, optional, paged, patch, resource, whose } from './declare/index.ts'
export type {
  Counter,
  Declaration,
  Field,
  Input,
  Method,
  Operation,
  Optional,
  Output,
  Page,
  Paged,
  RecordName,
  RecordOf,
  RecordPatch,
  RecordStamps,
  Reference,
  Resource,
  Returns,
  Route,
  Row,
  Shape,
  StreamEvent,
  Streams,
  Told,
  Word,
  Written,
} from './declare/index.ts'
export type { GuardState } from './model/guard.ts'
export type { SessionState, SessionUser } from './model/session.ts'
export type { JobStatus } from './model/jobProgress.ts'
export type { Message, MessageState } from './model/transcript.ts'
export type { UploadProgress, UploadStatus } from './model/uploads.ts'
export type { Typist } from './model/typing.ts'
export type { PresenceRoll, Present } from './model/presenceRoll.ts'
export { actionsOf } from './stores/acting.ts'
export type { ActingStore } from './stores/acting.ts'
export { channel } from './stores/channel.ts'
export type { ChannelActions, ChannelState, ChannelStore, PublishedMessage } from './stores/channel.ts'
export type { ChannelEntry } from './stores/channelEntries.ts'
export { collection } from './stores/collection.ts'
export type { CollectionActions, CollectionInput, CollectionOptions, CollectionState, CollectionStore } from './stores/collection.ts'
export { collectionWindow } from './stores/collectionWindow.ts'
export type { WindowActions, WindowOptions, WindowState, WindowStore } from './stores/collectionWindow.ts'
export { completion } from './stores/completion.ts'
export type { CompletionActions, CompletionState, CompletionStore } from './stores/completion.ts'
export { conversation } from './stores/conversation.ts'
export type { ConversationStore } from './stores/conversation.ts'
export type {
  ChatRoutes,
  ConversationActions,
  ConversationInput,
  ConversationOptions,
  ConversationState,
  ConversationStatus,
  MessageExtras,
  Progress,
  QueuedMessage,
} from './stores/conversationState.ts'
export { draft } from './stores/draft.ts'
export type { DraftActions, DraftOptions, DraftState, DraftStore } from './stores/draft.ts'
export { fileQuery } from './stores/fileQuery.ts'
export type { FileQueryActions, FileQueryState, FileQueryStore } from './stores/fileQuery.ts'
export { guard } from './stores/guard.ts'
export type { GuardStore } from './stores/guard.ts'
export type { Previews } from './stores/hostPreviews.ts'
export { job } from './stores/job.ts'
export type { JobActions, JobOptions, JobRecord, JobState, JobStore } from './stores/job.ts'
export { keepAnswers } from './stores/keepAnswers.ts'
export type { KeepAnswersOptions } from './stores/keepAnswers.ts'
export { keepPrevious } from './stores/keepPrevious.ts'
export type { LineStatus } from './stores/lineStatus.ts'
export { message } from './stores/message.ts'
export type { MessageStore, ShownMessage } from './stores/message.ts'
export { messageKeys } from './stores/messageKeys.ts'
export type { MessageKeysStore, ShownKeys } from './stores/messageKeys.ts'
export { mutation } from './stores/mutation.ts'
export type { MutationActions, MutationOptions, MutationState, MutationStore } from './stores/mutation.ts'
export { prefetch } from './stores/prefetch.ts'
export { presence } from './stores/presence.ts'
export type { PresenceActions, PresenceState, PresenceStore } from './stores/presence.ts'
export { query } from './stores/query.ts'
export type { QueryState, QueryStore } from './stores/query.ts'
export type { ReadOptions, Refetchable } from './stores/read.ts'
export { record } from './stores/record.ts'
export type { RecordActions, RecordState, RecordStore } from './stores/record.ts'
export type { Counting, FacetCounts } from './stores/askedSearch.ts'
export { searchAsYouType } from './stores/searchAsYouType.ts'
export type { SearchActions, SearchInput, SearchOptions, SearchState, SearchStore } from './stores/searchAsYouType.ts'
export { session } from './stores/session.ts'
export type { SessionActions, SessionStore, SignInOptions, SignOutOptions } from './stores/session.ts'
export { upload } from './stores/upload.ts'
export type { UploadActions, UploadInput, UploadItem, UploadOptions, UploadState, UploadStore } from './stores/uploadState.ts'
export { writes } from './stores/writes.ts'
export type { PendingWrite, WritesActions, WritesState, WritesStore } from './stores/writes.ts'
export { BlockstateError, isBlockstateError } from './wire/error.ts'
export type { ApiError, ErrorCode } from './wire/error.ts'
export type { Challenge } from './wire/tokens.ts'
