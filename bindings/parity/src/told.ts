import type { Kind, Kinds, Props, Shown } from './kinds.ts'

const chat = ({ status, history, messages }: Shown<'entityChat'>): string =>
  `${status} ${history} [${messages.map(({ role, content, state }) => `${role}: ${content} (${state})`).join(' | ')}]`
const write = ({ status, error }: Shown<'update'> | Shown<'remove'> | Shown<'talk'> | Shown<'removeLater'>): string =>
  `${status} ${error?.code ?? ''}`

const lines: { readonly [K in Kind]: (shown: Kinds[K]['shown']) => string } = {
  entity: ({ status, data, error }) => `${status} ${data?.name ?? ''} ${error?.code ?? ''}`,
  entities: ({ status, items, error }) => `${status} ${items.map(({ name }) => name).join(', ')} ${error?.code ?? ''}`,
  window: ({ status, from, items, error }) => `${status} ${from}: ${items.map((row) => row?.name ?? '…').join(', ')} ${error?.code ?? ''}`,
  found: ({ status, text, previous, items, error }) =>
    `${text}: ${status}${previous ? ' before' : ''} ${items.map(({ name }) => name).join(', ')} ${error?.code ?? ''}`,
  channel: ({ status, line, messages, typing, error }) =>
    `${status} ${line} [${messages.map(({ content, state }) => `${content} (${state})`).join(' | ')}] ${typing.length} ${error?.code ?? ''}`,
  presence: ({ status, line, users, online }) =>
    `${status} ${line} ${online}: ${users.map((user) => `${user.display_name} ${user.status}`).join(', ')}`,
  run: ({ status, progress, error }) => `${status} ${progress ?? ''} ${error?.code ?? ''}`,
  files: ({ status, items, error }) => `${status} ${items.map(({ original_name: name }) => name).join(', ')} ${error?.code ?? ''}`,
  uploads: ({ items, progress }) =>
    `${progress.open} ${items.map(({ name, status, error }) => `${name} ${status} ${error?.code ?? ''}`.trim()).join(', ')}`,
  talks: ({ status, items, keys }) => `${status} ${items.map(({ title }, at) => `${title ?? ''}@${keys[at]?.slice(0, 17)}`).join(', ')}`,
  update: write,
  remove: write,
  removeLater: write,
  talk: write,
  row: ({ data, saving, error }) => `${data?.name ?? 'nothing'} ${saving ?? ''} ${error?.code ?? ''}`,
  writes: ({ writes }) =>
    writes.map(({ operation, status, error }) => `${operation.method} ${status} ${error?.code ?? ''}`.trim()).join(', ') || 'none',
  session: (session) => `${session.status} ${session.status === 'authenticated' ? String(session.user?.['email']) : ''}`,
  guard: (guard) => `${guard.access} ${guard.access === 'denied' ? guard.why : ''}`,
  entityChat: chat,
  identityChat: chat,
  agentChat: chat,
}

/**
 * What a component of a kind writes on the screen: what it was asked, and what it shows, in one line.
 *
 * @example
 * told('entity', { input: { id: 'e1' } }, shown) // '{"id":"e1"} success Harbour Pump 3'
 */
export function told<K extends Kind>(kind: K, { input }: Props<K>, shown: Shown<K>): string {
  return `${JSON.stringify(input)} ${lines[kind](shown).trim()}`
}
