import { array, assert, property, stringMatching } from 'fast-check'
import { expect, test } from 'vitest'
import * as auth from '../blocks/auth.ts'
import { exportName, operationsOf, skillName } from './names.ts'

test.each([
  ['createContact', 'create_contact'],
  ['login', 'login'],
  ['listApiKeys', 'list_api_keys'],
])('%s is the skill %s, both ways', (exported, skill) => {
  expect(skillName(exported)).toBe(skill)
  expect(exportName(skill)).toBe(exported)
})

test('every skill whose words begin with a letter finds its way back', () => {
  const word = stringMatching(/^[a-z][a-z0-9]{0,6}$/)
  assert(
    property(array(word, { minLength: 1, maxLength: 5 }), (words) => {
      expect(skillName(exportName(words.join('_')))).toBe(words.join('_'))
    }),
  )
})

test('a module’s operations are told by skill; its resources are not among them', () => {
  const skills = operationsOf(auth).map(([skill]) => skill)
  expect(skills).toContain('magic_link_login')
  expect(skills).not.toContain('_user')
  expect(skills).toHaveLength(18)
})
