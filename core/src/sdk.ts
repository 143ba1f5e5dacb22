import type { Entity as EntityResource, createEntity, listEntities, registerEntity, updateEntity } from './blocks/jarvis.ts'
import type { sdkCreateEntityContext, sdkSendEntityMessage } from './blocks/jarvis.ts'
import type { Input, RecordOf } from './declare/index.ts'

export { create23BlocksClient } from './sdk/create23BlocksClient.ts'
export type { SdkClient, SdkOptions } from './sdk/create23BlocksClient.ts'
export { jarvisOf } from './sdk/jarvisOf.ts'
export type { JarvisSdk } from './sdk/jarvisOf.ts'
export type { Method, PageResult, SdkBlock } from './sdk/method.ts'
export { sdkOf } from './sdk/sdkOf.ts'
export type { SdkOf } from './sdk/sdkOf.ts'

/** A digital twin, under the names that stand on the wire. */
export type Entity = RecordOf<typeof EntityResource>
/** What `entities.list` takes. */
export type ListEntitiesParams = Input<typeof listEntities>
/** What `entities.create` takes. */
export type CreateEntityRequest = Input<typeof createEntity>
/** What `entities.register` takes beside the id. */
export type RegisterEntityRequest = Omit<Input<typeof registerEntity>, 'id'>
/** What `entities.update` takes beside the id. */
export type UpdateEntityRequest = Omit<Input<typeof updateEntity>, 'id'>
/** What `entities.createContext` takes beside the id. */
export type CreateContextRequest = Omit<Input<typeof sdkCreateEntityContext>, 'id'>
/** What `entities.sendMessage` and `entities.sendMessageStream` take beside the ids. */
export type SendMessageRequest = Omit<Input<typeof sdkSendEntityMessage>, 'context_unique_id' | 'id'>
