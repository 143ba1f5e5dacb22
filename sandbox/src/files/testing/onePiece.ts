import { randomUUID } from 'node:crypto'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import { newcomer } from '../../testing/blockWorld.ts'

/** The ids of one record of each kind. */
export interface OnePiece {
  /** Who is signed in. */
  readonly users: string
  readonly files: string
  /** Its older version. */
  readonly versions: string
  readonly folders: string
  readonly access: string
  readonly shares: string
  /** A file that comes in one part, which is here. */
  readonly upload_id: string
  /** What names that part. */
  readonly etag: string
  /** Somebody else, whom nothing is shared with. */
  readonly stranger: string
}

/**
 * A body with one file in it and what stands beside it.
 *
 * @example
 * await send('POST', `users/${id}/files`, fileForm('a.txt', 'four'))
 */
export function fileForm(name: string, content: string, beside: Readonly<Record<string, string>> = {}, type = 'text/plain'): FormData {
  const form = new FormData()
  form.set('file', new File([content], name, { type }))
  for (const [key, value] of Object.entries(beside)) form.set(key, value)
  return form
}

/**
 * The id of the world's user.
 *
 * @example
 * const me = await myId(world)
 */
export async function myId({ world, appId, token }: BlockWorld): Promise<string> {
  return (await world.call('GET', '/v1/auth/profile', { appId, token })).told('data.id')
}

/**
 * Makes one record of each kind through the API: a file of two versions, shared with somebody and by a link, and an empty folder.
 *
 * @example
 * const piece = await onePiece(await blockWorld('files', { blocks: [filesBlock] }))
 */
export async function onePiece(world: BlockWorld): Promise<OnePiece> {
  const { made, send } = world
  const users = await myId(world)
  const [friend, stranger] = await others(world, users)
  const count = randomUUID()
  const files = await made(`users/${users}/files`, fileForm(`plan-${count}.txt`, 'first'))
  await made(`users/${users}/files/${files}/versions`, fileForm('plan.txt', 'second'))
  const versions = (await send('GET', `users/${users}/files/${files}/versions?sort=version_number`)).told('data.0.id')
  const access = { user_unique_id: friend, access_type: 'read' }
  return {
    users,
    files,
    versions,
    folders: await made(`users/${users}/folders`, { folder: { name: `Empty ${count}` } }),
    access: await made(`users/${users}/files/${files}/access/grant`, { access }),
    shares: await made(`users/${users}/files/${files}/share`, { share: {} }),
    ...(await onePart(world, users)),
    stranger,
  }
}

/** A file that comes in one part, which has been put. */
async function onePart({ world, send }: BlockWorld, users: string): Promise<{ readonly upload_id: string; readonly etag: string }> {
  const begun = await send('POST', `users/${users}/multipart_presign_upload`, { filename: 'chart.txt', part_count: 1 })
  const put = await world.sandbox.fetch(begun.told('data.presigned_urls.0'), { method: 'PUT', body: `chart ${randomUUID()}` })
  return { upload_id: begun.told('data.upload_id'), etag: put.headers.get('etag') ?? '' }
}

/** Two more users, registered once for each world: a password takes its time. */
async function others({ world, appId }: BlockWorld, me: string): Promise<readonly [string, string]> {
  const known = world.sandbox.database.all<{ unique_id: string }>('select unique_id from users where unique_id <> ?', me)
  const [friend, stranger] = known.map(({ unique_id }) => unique_id)
  if (friend !== undefined && stranger !== undefined) return [friend, stranger]
  return [(await newcomer(world, appId)).unique_id, (await newcomer(world, appId)).unique_id]
}
