import type { Scalar } from '../declare/index.ts'

/** What one value of a word is, before lists, maps and null are laid around it. */
export type WordCore =
  | { readonly kind: 'scalar'; readonly scalar: Scalar }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'constant'; readonly value: string }

/** A word of the notation, taken apart. */
export interface ReadWord {
  readonly core: WordCore
  readonly many: 'one' | 'list' | 'map'
  readonly nullable: boolean
  readonly optional: boolean
  readonly serverWritten: boolean
}

const scalars: ReadonlySet<string> = new Set<Scalar>([
  'string',
  'email',
  'url',
  'uuid',
  'integer',
  'number',
  'decimal',
  'boolean',
  'timestamp',
  'date',
  'time',
  'json',
  'file',
  'ref',
])

/**
 * Takes a word of the notation apart. The grammar is the one the types of `declare/word.ts` accept.
 *
 * Throws a `TypeError` where the word is misspelt: declarations that compile never do, words built at run time may.
 *
 * @example
 * readWord('uuid|null?') // { core: { kind: 'scalar', scalar: 'uuid' }, many: 'one', nullable: true, optional: true, serverWritten: false }
 */
export function readWord(word: string): ReadWord {
  const bare = word.replace(/[?!]+$/, '')
  const suffix = word.slice(bare.length)
  // A lone `null` says nothing of the value, so it is not read as a suffix.
  const nullable = bare.endsWith('|null')
  const inner = nullable ? bare.slice(0, -'|null'.length) : bare
  const many = inner.endsWith('[]') ? 'list' : inner.endsWith('{}') ? 'map' : 'one'
  const core = readCore(many === 'one' ? inner : inner.slice(0, -2), word)
  return { core, many, nullable, optional: suffix.includes('?'), serverWritten: suffix.includes('!') }
}

function readCore(inner: string, word: string): WordCore {
  if (isScalar(inner)) return { kind: 'scalar', scalar: inner }
  if (inner.startsWith('=')) return { kind: 'constant', value: inner.slice(1) }
  const grouped = inner.startsWith('(') && inner.endsWith(')')
  const choices = (grouped ? inner.slice(1, -1) : inner).split('|')
  if ((grouped || choices.length > 1) && choices.every((choice) => /^[^()[\]{}?!=|]+$/.test(choice))) return { kind: 'choice', choices }
  throw new TypeError(`'${word}' is not a word of the notation`)
}

function isScalar(word: string): word is Scalar {
  return scalars.has(word)
}
