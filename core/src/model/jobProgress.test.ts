import { expect, test } from 'vitest'
import { isOver, jobProgress } from './jobProgress.ts'

test.each([
  ['an agent run that waits', { status: 'queued', output_message: null }, 'queued', null, []],
  ['an agent run that failed', { status: 'failed', output_message: 'The model is away.' }, 'failed', null, ['The model is away.']],
  ['an agent run that is done', { status: 'completed', output_message: 'Grease it.' }, 'succeeded', 1, []],
  ['a workflow half way', { status: 'running', steps_completed: 1, steps_total: 2 }, 'running', 0.5, []],
  ['a workflow that somebody holds', { status: 'suspended', steps_completed: 1, steps_total: 4 }, 'queued', 0.25, []],
  ['a synchronisation that is new', { status: 'pending', processed_count: 0, total_count: 0, errors: [] }, 'queued', null, []],
  [
    'a synchronisation with rows it could not take',
    { status: 'in_progress', processed_count: 3, total_count: 12, errors: [{ code: 'taken', message: 'Twice there.' }] },
    'running',
    0.25,
    ['Twice there.'],
  ],
  ['a reconciliation that failed', { status: 'failed', errors: ['No key.'] }, 'failed', null, ['No key.']],
  ['a picture in the making', { status: 'processing' }, 'running', null, []],
  ['work that was cancelled', { status: 'cancelled' }, 'cancelled', null, []],
  ['what is written when it is done', { output: 'Text' }, 'succeeded', 1, []],
  ['a word nobody knows', { status: 'simmering' }, 'running', null, []],
])('%s', (_, record, status, progress, reasons) => {
  expect(jobProgress(record)).toEqual({ status, progress, reasons })
})

test('three states are an end', () => {
  expect(['queued', 'running', 'succeeded', 'failed', 'cancelled'].filter(isOver)).toEqual(['succeeded', 'failed', 'cancelled'])
})
