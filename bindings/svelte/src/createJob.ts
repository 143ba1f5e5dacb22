import { job } from '@blockstate/core'
import type { Input, JobActions, JobOptions, JobRecord, JobState, Operation } from '@blockstate/core'
import { createStore } from './createStore.ts'
import type { Bound } from './createStore.ts'
import { getClient } from './getClient.ts'
import { valueOf } from './valueOf.ts'
import type { MaybeThunk } from './valueOf.ts'

/**
 * Long work, watched until it is over: its status, its progress where the record tells, and why it failed. `null` asks nothing yet.
 *
 * @example
 * const work = createJob(getAgentRun, () => run && { id, thread_id, run_id: run.unique_id }) // $work.status, work.current.progress
 */
export function createJob<O extends Operation>(
  operation: O,
  input: MaybeThunk<Input<O> | null>,
  options?: JobOptions,
): Bound<JobState<JobRecord<O>>, JobActions> {
  const client = getClient()
  return createStore(() => job(client, operation, valueOf(input), options))
}
