import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { SandboxOptions } from '../createSandbox.ts'
import { blockWorld, newcomer } from '../testing/blockWorld.ts'
import type { BlockWorld } from '../testing/blockWorld.ts'
import type { Answered, CallOptions } from '../testing/virtualSandbox.ts'
import { filesBlock } from './filesBlock.ts'
import { fileForm, myId } from './testing/onePiece.ts'

interface Cabinet extends BlockWorld {
  readonly me: string
  /** Paths behind the caller's own files. */
  mine(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Answered>
  upload(name: string, content: string, beside?: Readonly<Record<string, string>>): Promise<string>
  /** The text behind a link, or the status of its refusal. */
  follow(url: string): Promise<string | number>
  somebody(): Promise<{ readonly unique_id: string; readonly as: CallOptions }>
}

async function cabinet(options: SandboxOptions = {}): Promise<Cabinet> {
  const world = await blockWorld('files', { blocks: [filesBlock], ...options })
  const me = await myId(world)
  return {
    ...world,
    me,
    mine: (method, path, body, more) => world.send(method, `users/${me}/files${path}`, body, more),
    upload: (name, content, beside) => world.made(`users/${me}/files`, fileForm(name, content, beside)),
    follow: async (url) => {
      const response = await world.world.sandbox.fetch(url)
      return response.ok ? response.text() : response.status
    },
    somebody: async () => {
      const { unique_id, token } = await newcomer(world.world, world.appId)
      return { unique_id, as: { token } }
    },
  }
}

const names = (answer: Answered): string[] => {
  // The list's own form: a record for each file.
  const { data } = answer.json as { data: { attributes: { original_name: string } }[] }
  return data.map(({ attributes }) => attributes.original_name)
}

test('an uploaded file is in review, told with its name, type and size, and read back byte for byte through its link', async () => {
  const { mine, follow, me } = await cabinet()
  const answer = await mine('POST', '', fileForm('tide.txt', 'high at noon', { tags: '["sea","a,b"]', payload: '{"port":4}' }))
  expect(answer.at('data.attributes')).toMatchObject({
    original_name: 'tide.txt',
    file_type: 'text/plain',
    file_size: 12,
    status: 'review',
    access_level: 'private',
    is_public: false,
    version_number: 1,
    tags: ['sea', 'a,b'],
    payload: { port: 4 },
    category_name: 'Uncategorized',
    user_unique_id: me,
    created_by: me,
  })
  expect(await follow(answer.told('data.attributes.url'))).toBe('high at noon')
  expect((await mine('PUT', `/${answer.told('data.id')}/approve`)).at('data.attributes.status')).toBe('active')
})

test('a link to a file is good for an hour, for that file, and as it was signed', async () => {
  const { mine, upload, follow, world } = await cabinet()
  const one = (await mine('GET', `/${await upload('one.txt', 'one')}`)).told('data.attributes.url')
  const two = (await mine('GET', `/${await upload('two.txt', 'two')}`)).told('data.attributes.url')
  expect(await follow(`${two.split('?')[0]}?${one.split('?')[1]}`)).toBe(403)
  expect(await follow(one.replace(/expires=\d/, 'expires=9'))).toBe(403)
  expect(await follow(one.split('?')[0] ?? '')).toBe(403)
  world.advance(3_600_000 - 1)
  expect(await follow(one)).toBe('one')
  world.advance(1)
  expect(await follow(one)).toBe(410)
})

test.each([
  ['..\\..\\etc/passwd', 'passwd'],
  ['  plan\u0000 \u202egnp.exe ', 'plan gnp.exe'],
  [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(251)}.pdf`],
])('of the file name %j only what names it is kept', async (name, kept) => {
  const { mine } = await cabinet()
  expect((await mine('POST', '', fileForm('a.txt', 'x', { original_name: name }))).at('data.attributes.original_name')).toBe(kept)
})

test.each([
  ['a name of nothing', { original_name: ' ../ ' }, '/original_name'],
  ['a type that is none', { file_type: 'picture' }, '/file_type'],
  ['a category that is not there', { category_unique_id: '00000000-0000-4000-8000-000000000000' }, '/category_unique_id'],
  ['a folder that is not there', { folder_unique_id: '00000000-0000-4000-8000-000000000000' }, '/folder_unique_id'],
])('%s is refused at its field, and no bytes are left behind', async (_, beside, pointer) => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { mine } = await cabinet({ file: join(folder, 'db.sqlite') })
  const answer = await mine('POST', '', fileForm('a.txt', 'x', beside))
  expect([answer.status, answer.at('errors.0.source.pointer')]).toEqual([422, pointer])
  expect(readdirSync(folder).filter((name) => name.endsWith('-files'))).toEqual([])
})

test('the same name, size and type is refused in the same folder, and leaves no bytes', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { mine, upload, made, me } = await cabinet({ file: join(folder, 'db.sqlite') })
  await upload('a.txt', 'four')
  const again = await mine('POST', '', fileForm('a.txt', 'five'))
  expect([again.status, again.at('errors.0.code')]).toEqual([409, 'uf754321'])
  expect(readdirSync(join(folder, 'db.sqlite-files'))).toHaveLength(1)
  await upload('a.txt', 'longer')
  await upload('a.txt', 'four', { folder_unique_id: await made(`users/${me}/folders`, { folder: { name: 'Other' } }) })
  expect(readdirSync(join(folder, 'db.sqlite-files'))).toHaveLength(3)
})

test('of many files each is told what became of it, and a refused one does not hold up the others', async () => {
  const { mine, upload } = await cabinet()
  await upload('b.txt', 'here')
  const form = new FormData()
  for (const [name, content] of [
    ['a.txt', 'a'],
    ['b.txt', 'over'],
    ['/', 'x'],
    ['c.txt', ''],
  ] as const)
    form.append('files[]', new File([content], name, { type: 'text/plain' }))
  const answer = await mine('POST', '/bulk', form)
  expect(answer.at('data')).toMatchObject({
    uploaded: 2,
    failed: 2,
    results: [
      { name: 'a.txt', file_size: 1, status: 'stored', file_unique_id: expect.any(String) },
      { name: 'b.txt', file_size: 4, status: 'refused', code: 'uf754321' },
      { name: '', status: 'refused', code: 'validation_error', detail: 'the file needs a name' },
      { name: 'c.txt', file_size: 0, status: 'stored' },
    ],
  })
  expect(names(await mine('GET', '?sort=original_name'))).toEqual(['a.txt', 'b.txt', 'c.txt'])
})

test('lists are narrowed by name, ending, all of several tags, folder and category', async () => {
  const { mine, upload, made, me } = await cabinet()
  const folder_unique_id = await made(`users/${me}/folders`, { folder: { name: 'Plans' } })
  const category_unique_id = await made('categories', { category: { name: 'Plans', code: 'PLANS' } })
  await upload('roof.pdf', '1', { tags: '["roof","new"]', folder_unique_id })
  await upload('roof.txt', '2', { tags: 'roof', category_unique_id })
  await upload('cellarpdf', '3', { description: 'under the roof' })
  const found = async (query: string): Promise<string[]> => names(await mine('GET', `?sort=original_name&${query}`))
  expect(await found('search=roof')).toEqual(['cellarpdf', 'roof.pdf', 'roof.txt'])
  expect(await found('ext=PDF')).toEqual(['roof.pdf'])
  expect(await found('ext=%25')).toEqual([])
  expect(await found('tags=roof,new')).toEqual(['roof.pdf'])
  expect(await found(`folder_unique_id=${folder_unique_id}`)).toEqual(['roof.pdf'])
  expect(await found(`category_unique_id=${category_unique_id}`)).toEqual(['roof.txt'])
  expect(await found('filter[folder_unique_id]=null')).toEqual(['cellarpdf', 'roof.txt'])
  expect(await found('filter[category_name]=Plans')).toEqual(['roof.txt'])
  expect(await found('filter[file_size_gt]=0&status=active')).toEqual([])
})

test('a moved file is counted where it is now', async () => {
  const { mine, upload, made, send, me } = await cabinet()
  const id = await upload('a.txt', 'a')
  const folder_unique_id = await made(`users/${me}/folders`, { folder: { name: 'In' } })
  const counted = async (): Promise<unknown> => (await send('GET', `users/${me}/folders`)).at('data.0.attributes.files_count')
  await mine('PUT', `/${id}/move`, { file: { folder_unique_id } })
  expect(await counted()).toBe(1)
  expect((await send('DELETE', `users/${me}/folders/${folder_unique_id}`)).status).toBe(409)
  await mine('PUT', `/${id}/move`, { file: { folder_unique_id: null } })
  expect(await counted()).toBe(0)
  expect((await mine('PUT', `/${id}/move`, { file: { folder_unique_id: me } })).at('errors.0.title')).toBe('Folder Not Found')
  expect((await send('DELETE', `users/${me}/folders/${folder_unique_id}`)).status).toBe(204)
})

test('a folder has its name to itself in its place', async () => {
  const { made, send, me } = await cabinet()
  const parent_unique_id = await made(`users/${me}/folders`, { folder: { name: 'Plans' } })
  const again = await send('POST', `users/${me}/folders`, { folder: { name: ' plans ' } })
  expect([again.status, again.at('errors.0.source.pointer')]).toEqual([422, '/folder/name'])
  await made(`users/${me}/folders`, { folder: { name: 'Plans', parent_unique_id } })
  expect((await send('DELETE', `users/${me}/folders/${parent_unique_id}`)).at('errors.0.detail')).toContain('0 files and 1 folders')
})

test('a copy is a file of its own, with bytes of its own and a name that is free', async () => {
  const { mine, upload, follow } = await cabinet()
  const id = await upload('plan.v1.pdf', 'one', { tags: 'a' })
  await mine('POST', `/${id}/copy`, {})
  const second = await mine('POST', `/${id}/copy`, {})
  expect(second.at('data.attributes')).toMatchObject({ original_name: 'plan.v1 (copy 2).pdf', tags: ['a'], access_level: 'private' })
  await mine('DELETE', `/${id}`)
  expect(await follow(second.told('data.attributes.url'))).toBe('one')
  expect((await mine('POST', `/${second.told('data.id')}/copy`, { file: { original_name: 'plan.v1 (copy).pdf' } })).status).toBe(409)
})

test('versions keep what was, and restoring one makes it the newest', async () => {
  const { mine, upload, follow } = await cabinet()
  const id = await upload('a.txt', 'one')
  const newer = await mine('POST', `/${id}/versions`, fileForm('other.md', 'second', {}, 'text/markdown'))
  expect(newer.at('data.attributes')).toMatchObject({ original_name: 'a.txt', file_type: 'text/markdown', file_size: 6, version_number: 2 })
  const first = await mine('GET', `/${id}/versions?sort=version_number`)
  expect(await follow(first.told('data.0.attributes.url'))).toBe('one')
  const restored = await mine('POST', `/${id}/versions/${first.told('data.0.id')}/restore`)
  expect(restored.at('data.attributes')).toMatchObject({ version_number: 3, file_size: 3, file_type: 'text/plain' })
  expect(await follow(restored.told('data.attributes.url'))).toBe('one')
  const all = await mine('GET', `/${id}/versions`)
  expect([0, 1, 2].map((at) => all.at(`data.${at}.attributes.version_number`))).toEqual([3, 2, 1])
  const stranger = await upload('b.txt', 'b')
  expect((await mine('POST', `/${stranger}/versions/${first.told('data.0.id')}/restore`)).at('errors.0.title')).toBe('Version Not Found')
})

test('a deleted file takes its bytes, versions, grants and links along', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const { mine, upload, follow, world } = await cabinet({ file: join(folder, 'db.sqlite') })
  const id = await upload('a.txt', 'one')
  await mine('POST', `/${id}/versions`, fileForm('a.txt', 'two'))
  const { told } = await mine('POST', `/${id}/share`, {})
  expect((await mine('DELETE', `/${id}`)).status).toBe(204)
  expect([(await mine('GET', `/${id}`)).status, await follow(told('data.attributes.url'))]).toEqual([404, 404])
  expect(readdirSync(join(folder, 'db.sqlite-files'))).toEqual([])
  for (const table of ['files_versions', 'files_shares', 'files_accesses'])
    expect(world.sandbox.database.all(`select 1 from ${table}`)).toEqual([])
})

test('files outlive the process, and a reset takes them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const before = await cabinet({ file: join(folder, 'db.sqlite') })
  const id = await before.upload('a.txt', 'kept')
  const { told } = await before.mine('GET', `/${id}`)
  before.world.sandbox.close()
  const after = await cabinet({ file: join(folder, 'db.sqlite') })
  expect(await after.follow(told('data.attributes.url'))).toBe('kept')
  after.world.sandbox.reset()
  expect(await after.follow(told('data.attributes.url'))).toBe(404)
  expect(readdirSync(folder).filter((name) => name.endsWith('-files'))).toEqual([])
})
