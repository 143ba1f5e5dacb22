import { assert, boolean, constantFrom, oneof, property, stringMatching, uniqueArray } from 'fast-check'
import { expect, test } from 'vitest'
import { readWord } from './readWord.ts'

const plain = { many: 'one', nullable: false, optional: false, serverWritten: false }

test.each([
  ['string', { ...plain, core: { kind: 'scalar', scalar: 'string' } }],
  ['email?', { ...plain, core: { kind: 'scalar', scalar: 'email' }, optional: true }],
  ['uuid!', { ...plain, core: { kind: 'scalar', scalar: 'uuid' }, serverWritten: true }],
  ['ref!?', { ...plain, core: { kind: 'scalar', scalar: 'ref' }, serverWritten: true, optional: true }],
  ['ref?!', { ...plain, core: { kind: 'scalar', scalar: 'ref' }, serverWritten: true, optional: true }],
  ['timestamp|null!?', { ...plain, core: { kind: 'scalar', scalar: 'timestamp' }, nullable: true, serverWritten: true, optional: true }],
  ['string[]', { ...plain, core: { kind: 'scalar', scalar: 'string' }, many: 'list' }],
  ['json{}?', { ...plain, core: { kind: 'scalar', scalar: 'json' }, many: 'map', optional: true }],
  ['string[]|null', { ...plain, core: { kind: 'scalar', scalar: 'string' }, many: 'list', nullable: true }],
  ['active|archived!', { ...plain, core: { kind: 'choice', choices: ['active', 'archived'] }, serverWritten: true }],
  ['a|b|null', { ...plain, core: { kind: 'choice', choices: ['a', 'b'] }, nullable: true }],
  ['(read|write)[]?', { ...plain, core: { kind: 'choice', choices: ['read', 'write'] }, many: 'list', optional: true }],
  ['(totp)', { ...plain, core: { kind: 'choice', choices: ['totp'] } }],
  ['=credit', { ...plain, core: { kind: 'constant', value: 'credit' } }],
])('the word %s is read as the types read it', (word, expected) => {
  expect(readWord(word)).toEqual(expected)
})

test.each(['', 'strnig', 'strnig[]', 'strnig|null', 'string[][]', '?', '|null', 'a||b', '(a|b', 'constructor', '__proto__'])(
  '%j is no word',
  (word) => {
    expect(() => readWord(word)).toThrow(`'${word}' is not a word of the notation`)
  },
)

const scalar = constantFrom('string', 'email', 'integer', 'json', 'ref', 'timestamp')
const name = stringMatching(/^[a-z][a-z_0-9-]{0,8}$/).filter((text) => text !== 'null')
const choices = uniqueArray(name, { minLength: 2, maxLength: 4 })
const many = constantFrom('', '[]', '{}')

test('whatever a word is put together from comes out of it again', () => {
  assert(
    property(oneof(scalar, choices), many, boolean(), boolean(), boolean(), (core, suffix, nullable, optional, serverWritten) => {
      const inner = typeof core === 'string' ? core : `(${core.join('|')})`
      const read = readWord(`${inner}${suffix}${nullable ? '|null' : ''}${serverWritten ? '!' : ''}${optional ? '?' : ''}`)
      expect(read).toEqual({
        core: typeof core === 'string' ? { kind: 'scalar', scalar: core } : { kind: 'choice', choices: core },
        many: suffix === '[]' ? 'list' : suffix === '{}' ? 'map' : 'one',
        nullable,
        optional,
        serverWritten,
      })
    }),
  )
})
