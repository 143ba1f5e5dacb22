import { expect, test } from 'vitest'
import { scenarios } from './scenarios.ts'
import { playTo } from './stage.ts'
import { ours } from './subjects/ours.ts'

test.each(Object.entries(scenarios))('no frame of ours is wrong: %s', async (_, play) => {
  expect(await playTo(ours, play)).toEqual([])
})
