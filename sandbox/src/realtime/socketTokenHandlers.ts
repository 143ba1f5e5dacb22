import { createSocketToken } from '@blockstate/core/realtime'
import { instant } from '../database/rows.ts'
import { plain } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { makeSocketToken } from './socketToken.ts'

/** Where the sockets are. */
export const CABLE = '/v1/realtime/cable'

/** The token a socket is opened with, and where. */
export const socketTokenHandlers = [
  handle(createSocketToken, (context) => {
    const { token, expires_at } = makeSocketToken(context, context.user)
    const ws_url = `${context.origin.replace(/^http/, 'ws')}${CABLE}`
    const [created_at, ends_at] = [instant(context.now()), instant(expires_at)]
    const data = { token, ws_url, user_unique_id: context.user.unique_id, device_id: null, expires_at: ends_at, created_at }
    return plain(data, { type: 'ws_token', status: 201 })
  }),
]
