import { job } from '@blockstate/core'
import type { Input, JobActions, JobOptions, JobRecord, JobState, Operation } from '@blockstate/core'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'

/**
 * Long work, watched until it is over: its status, its progress where the record tells, and why it failed. `null` asks nothing yet.
 *
 * @example
 * const { status, progress, data } = useJob(getAgentRun, run && { id, thread_id, run_id: run.unique_id })
 */
export function useJob<O extends Operation>(
  operation: O,
  input: Input<O> | null,
  options?: JobOptions,
): JobState<JobRecord<O>> & JobActions {
  return useStore(job(useClient(), operation, input, options))
}
