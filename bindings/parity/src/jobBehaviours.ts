import { call } from '@blockstate/core'
import type { Input } from '@blockstate/core'
import { createAgentRun } from '@blockstate/core/jarvis'
import type { getAgentRun } from '@blockstate/core/jarvis'
import { until } from '@blockstate/core/testing'
import { expect } from 'vitest'
import type { Behaviour, Scene } from './scene.ts'
import { newThread } from './seeds.ts'

/** An agent that has just been given something to do. */
async function newRun(scene: Scene): Promise<Input<typeof getAgentRun>> {
  const thread = await newThread(scene)
  const { unique_id } = await call(scene.client, createAgentRun, { ...thread, message: 'What is to be done this week?' })
  return { ...thread, run_id: unique_id }
}

export const jobBehaviours: readonly Behaviour[] = [
  {
    name: 'a job is watched until it is over, and not asked for after that',
    run: async (scene) => {
      const input = await newRun(scene)
      const run = scene.mount('run', { input })
      expect(run.shown().status).toBe('pending')
      await until(() => run.shown().status === 'queued')
      await scene.within(30_000, () => run.shown().status === 'succeeded')
      expect(run.shown().data?.output_message).toBeTruthy()
      expect(run.shown()).toMatchObject({ progress: 1, reasons: [], error: undefined })
      const asked = scene.asked('GET jarvis/agents')
      await scene.advance(60_000)
      expect(scene.asked('GET jarvis/agents')).toBe(asked)
    },
  },
  {
    name: 'a job is asked for once, however many watch it, and only while the page is visible',
    run: async (scene) => {
      const input = await newRun(scene)
      const runs = [scene.mount('run', { input }), scene.mount('run', { input }, { hard: true })]
      await until(() => runs.every((run) => run.shown().status === 'queued'))
      const asked = scene.asked('GET jarvis/agents')
      scene.setVisible(false)
      await scene.advance(60_000)
      expect(scene.asked('GET jarvis/agents')).toBe(asked)
      scene.setVisible(true)
      await until(() => runs.every((run) => run.shown().status === 'succeeded'))
      expect(scene.asked('GET jarvis/agents')).toBe(asked + 1)
    },
  },
  {
    name: 'a job that is not known yet asks nothing, and one that is not there says so',
    run: async (scene) => {
      const input = await newRun(scene)
      const run = scene.mount('run', { input: null })
      const asked = scene.asked('GET jarvis/agents')
      await scene.advance(5_000)
      expect([run.shown().status, scene.asked('GET jarvis/agents')]).toEqual(['pending', asked])
      run.update({ input: { ...input, run_id: '00000000-0000-4000-8000-000000000000' } })
      await until(() => run.shown().status === 'error')
      expect(run.shown().error?.code).toBe('not_found')
      run.update({ input })
      await until(() => run.shown().status === 'succeeded')
    },
  },
]
