import { afterEach, describe, expect, test } from 'vitest'
import { listRenditions } from '../blocks/assets.ts'
import { exportSubmissions } from '../blocks/forms.ts'
import { getAgentRun, getPromptExecution, getWorkflowInstance, suspendWorkflowInstance } from '../blocks/jarvis.ts'
import { job, query } from '../index.ts'
import { testClient, turn, until } from '../testing/index.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const RUN = { id: 'a1', thread_id: 't1', run_id: 'r1' }
const INSTANCE = { id: 'w1', inst_id: 'i1' }

const record = (attributes: object, type = 'run', id = 'r1'): object => ({ id, type, attributes: { unique_id: id, ...attributes } })

/** A server that tells whatever `now` says, and when it was asked, in seconds from the start. */
function world(data: unknown) {
  const server = { data, status: 200 }
  const asked: number[] = []
  const it = testClient(
    {
      fetch: async (request) => {
        if (request.method === 'PUT') server.data = record({ status: 'suspended' }, 'workflow_instance', 'i1')
        else asked.push((it.platform.now() - began) / 1_000)
        return server.status === 200
          ? Response.json({ data: server.data })
          : Response.json({ errors: [{ status: `${server.status}`, title: 'No' }] }, { status: server.status })
      },
    },
    { attempts: 1 },
  )
  const began = it.platform.now()
  disposals.push(it.client.dispose)
  const watch = ($store: { listen(run: () => void): () => void }): (() => void) => {
    const stop = $store.listen(() => {})
    disposals.push(stop)
    return stop
  }
  return { ...it, server, asked, watch }
}

describe('when it is read', () => {
  test('after a second, then ever less often, up to ten seconds; at once more often when its status changes; not again when it is over', async () => {
    const { client, server, asked, watch, advance } = world(record({ status: 'queued' }))
    const $run = job(client, getAgentRun, RUN)
    expect($run.value.status).toBe('pending')
    watch($run)
    await advance(60_000)
    const gaps = asked.slice(1).map((at, index) => Math.round((at - (asked[index] ?? 0)) * 100) / 100)
    expect(gaps.slice(0, 8)).toEqual([1, 1.5, 2.25, 3.38, 5.06, 7.59, 10, 10])
    server.data = record({ status: 'running' })
    while ($run.value.status === 'queued') await advance(100)
    const before = asked.length
    await advance(1_000)
    expect(asked.length).toBe(before + 1)
    server.data = record({ status: 'completed', output_message: 'Done.' })
    await advance(10_000)
    expect($run.value).toMatchObject({ status: 'succeeded', progress: 1, data: { output_message: 'Done.' } })
    const over = asked.length
    await advance(600_000)
    expect(asked.length).toBe(over)
  })

  test('only while somebody watches, and at once where somebody comes back', async () => {
    const { client, asked, watch, advance } = world(record({ status: 'running' }))
    const $run = job(client, getAgentRun, RUN)
    await advance(10_000)
    expect(asked).toEqual([])
    const stop = watch($run)
    await advance(2_000)
    stop()
    await advance(1_000)
    const left = asked.length
    await advance(60_000)
    expect(asked.length).toBe(left)
    watch($run)
    await turn()
    expect(asked.length).toBe(left + 1)
  })

  test('only while the page is visible, and at once when it is looked at again', async () => {
    const { client, asked, watch, advance, setVisible } = world(record({ status: 'running' }))
    watch(job(client, getAgentRun, RUN))
    await advance(3_000)
    setVisible(false)
    const hidden = asked.length
    await advance(60_000)
    expect(asked.length).toBe(hidden)
    setVisible(true)
    await turn()
    expect(asked.length).toBe(hidden + 1)
    await advance(20_000)
    expect(asked.length).toBeGreaterThan(hidden + 2)
  })

  test('once for all who watch it; who looks at a job that is over sees it, and sends nothing', async () => {
    const { client, asked, watch, advance } = world(record({ status: 'completed' }))
    expect(job(client, getAgentRun, RUN)).toBe(job(client, getAgentRun, RUN))
    const stop = watch(job(client, getAgentRun, RUN))
    await advance(100)
    stop()
    await advance(60_000)
    watch(job(client, getAgentRun, RUN))
    await advance(60_000)
    expect(asked).toHaveLength(1)
    // A query of the same record has a rhythm of its own.
    watch(query(client, getAgentRun, RUN))
    await advance(100)
    expect(asked).toHaveLength(2)
  })
})

describe('what it shows', () => {
  test('progress and what failed so far, where the record tells', async () => {
    const { client, server, watch, advance } = world(
      record({ status: 'running', steps_completed: 1, steps_total: 4 }, 'workflow_instance', 'i1'),
    )
    const $walk = job(client, getWorkflowInstance, INSTANCE)
    watch($walk)
    await advance(10)
    expect($walk.value).toMatchObject({ status: 'running', progress: 0.25, reasons: [] })
    server.data = record({ status: 'failed', steps_completed: 2, steps_total: 4 }, 'workflow_instance', 'i1')
    await advance(1_000)
    expect($walk.value).toMatchObject({ status: 'failed', progress: 0.5, error: undefined })
  })

  test('a failed run says why as a value, and is no error of the read', async () => {
    const { client, watch, advance } = world(record({ status: 'failed', output_message: 'The model is away.' }))
    const $run = job(client, getAgentRun, RUN)
    watch($run)
    await advance(10)
    expect($run.value).toMatchObject({ status: 'failed', reasons: ['The model is away.'], error: undefined })
  })

  test('one that is not there is an error, and is not asked for again', async () => {
    const { client, server, asked, watch, advance } = world(null)
    server.status = 404
    const $run = job(client, getAgentRun, RUN)
    watch($run)
    await advance(60_000)
    expect($run.value).toMatchObject({ status: 'error', error: { code: 'not_found' } })
    expect(asked).toHaveLength(1)
  })

  test('a read that fails for a while leaves the status as it was, and goes on', async () => {
    const { client, server, watch, advance } = world(record({ status: 'running' }))
    const $run = job(client, getAgentRun, RUN)
    watch($run)
    await advance(10)
    server.status = 503
    await advance(1_000)
    expect($run.value).toMatchObject({ status: 'running', error: { code: 'server' } })
    server.status = 200
    server.data = record({ status: 'completed' })
    await advance(10_000)
    expect($run.value).toMatchObject({ status: 'succeeded', error: undefined })
  })

  test('a record without a status is written when its work is done: executions and exports', async () => {
    const one = world(record({ output: 'Text' }, 'prompt_execution', 'x1'))
    const $execution = job(one.client, getPromptExecution, { id: 'p1', exec_id: 'x1' })
    one.watch($execution)
    await one.advance(60_000)
    expect($execution.value).toMatchObject({ status: 'succeeded', data: { output: 'Text' } })
    expect(one.asked).toHaveLength(1)
    const two = world({ file_name: 'answers.csv', content_type: 'text/csv', content: 'a,b', rows_count: 0 })
    const $export = job(two.client, exportSubmissions, { form_unique_id: 'f1', format: 'csv' })
    two.watch($export)
    await two.advance(60_000)
    expect($export.value).toMatchObject({ status: 'succeeded', data: { file_name: 'answers.csv' } })
    expect(two.asked).toHaveLength(1)
  })

  test('work that is read in a list alone is picked by its id', async () => {
    const { client, server, watch, advance } = world([
      record({ status: 'completed' }, 'asset_rendition', 'x1'),
      record({ status: 'processing' }, 'asset_rendition', 'x2'),
    ])
    const $rendition = job(client, listRenditions, { unique_id: 'p1' }, { row: 'x2' })
    watch($rendition)
    await advance(10)
    expect($rendition.value).toMatchObject({ status: 'running', data: { unique_id: 'x2' } })
    server.data = [record({ status: 'completed' }, 'asset_rendition', 'x2')]
    await advance(1_000)
    expect($rendition.value.status).toBe('succeeded')
  })

  test('an input that is not known yet asks nothing', async () => {
    const { client, asked, watch, advance } = world(null)
    const $run = job(client, getAgentRun, null)
    watch($run)
    await advance(60_000)
    await $run.refetch()
    expect([$run.value.status, asked]).toEqual(['pending', []])
  })
})

test('what has an operation to end it is ended by it; what has none says so', async () => {
  const { client, watch, advance, requests } = world(record({ status: 'running' }, 'workflow_instance', 'i1'))
  const $walk = job(client, getWorkflowInstance, INSTANCE, { cancel: suspendWorkflowInstance })
  watch($walk)
  await advance(10)
  const ended = $walk.cancel()
  await advance(10)
  await ended
  expect(requests).toContain('PUT jarvis/workflows/w1/instances/i1/suspend')
  await until(() => $walk.value.status === 'queued')
  await expect(job(client, getWorkflowInstance, INSTANCE).cancel()).rejects.toMatchObject({ code: 'invalid_input' })
})
