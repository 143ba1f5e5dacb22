import { job } from '@blockstate/core'
import type { Input, JobActions, JobOptions, JobRecord, JobState, Operation } from '@blockstate/core'
import { toValue } from 'vue'
import type { MaybeRefOrGetter } from 'vue'
import { useClient } from './useClient.ts'
import { useStore } from './useStore.ts'
import type { Bound } from './useStore.ts'

/**
 * Long work, watched until it is over: its status, its progress where the record tells, and why it failed. `null` asks nothing yet.
 *
 * @example
 * const { state } = useJob(getAgentRun, () => run.value && { id, thread_id, run_id: run.value.unique_id })
 */
export function useJob<O extends Operation>(
  operation: O,
  input: MaybeRefOrGetter<Input<O> | null>,
  options?: JobOptions,
): Bound<JobState<JobRecord<O>>, JobActions> {
  const client = useClient()
  return useStore(() => job(client, operation, toValue(input), options))
}
