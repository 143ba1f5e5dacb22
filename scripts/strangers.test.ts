import { expect, test } from 'vitest'
import { routesIn } from './strangers.ts'

test('routes are found in any kind of quotes, each once', () => {
  const code = 'a("GET jarvis/entities/:id");b(\'POST auth/refresh\');c(`GET jarvis/entities/:id`)'
  expect(routesIn(code)).toEqual(['GET jarvis/entities/:id', 'POST auth/refresh'])
})

test('methods and paths that are no route are left alone', () => {
  expect(routesIn('"GET";"jarvis/entities";"GET or POST";`GET ${path}`')).toEqual([])
})
