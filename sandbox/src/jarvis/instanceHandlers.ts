import type { RecordOf } from '@blockstate/core/describe'
import {
  executeWorkflow,
  getWorkflowInstance,
  resumeWorkflowInstance,
  stepWorkflowInstance,
  suspendWorkflowInstance,
  WorkflowInstance,
} from '@blockstate/core/jarvis'
import type { WorkflowStep } from '@blockstate/core/jarvis'
import type { Place } from '../database/place.ts'
import { addRow, findRow, instant, listRows } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import type { RecordAnswer } from '../server/answer.ts'
import type { RequestContext } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { workflowInstances, workflows, workflowSteps } from './tables.ts'

type Instance = RecordOf<typeof WorkflowInstance>
type Status = Instance['status']

/** Which instance of which workflow. */
interface Which {
  readonly id: string
  readonly inst_id: string
}

function find(place: Place, { id, inst_id }: Which): Instance {
  findRow(place, workflows, id)
  return findRow(place, workflowInstances, inst_id, { workflow_id: id })
}

function demand(instance: Instance, status: Status, deed: string): void {
  if (instance.status !== status) {
    refuse(409, 'conflict', 'Instance Not Ready', `An instance that is ${instance.status} cannot be ${deed}; it must be ${status}.`)
  }
}

function setStatus(context: RequestContext, input: Which, from: Status, to: Status, deed: string): RecordAnswer {
  demand(find(context, input), from, deed)
  const sql = 'update jarvis_workflow_instances set status = ? where tenant = ? and unique_id = ?'
  context.database.run(sql, to, context.tenant, input.inst_id)
  return record(WorkflowInstance, find(context, input))
}

/** The step to be taken after `current`: none behind an exit, nor behind the last. */
function next(steps: readonly RecordOf<typeof WorkflowStep>[], current: string | null | undefined): string | null {
  const at = steps.findIndex(({ unique_id }) => unique_id === current)
  return steps[at]?.is_exit_point === true ? null : (steps[at + 1]?.unique_id ?? null)
}

/** Walks through workflows: from the entry step by position, until an exit step or the last one has been finished. */
export const instanceHandlers = [
  handle(executeWorkflow, (context, input) =>
    context.database.transaction(() => {
      findRow(context, workflows, input.id)
      const steps = listRows(context, workflowSteps, { workflow_id: input.id }, 'position')
      const first = steps.find(({ is_entry_point }) => is_entry_point === true) ?? steps[0]
      if (first === undefined) return refuse(422, 'validation_error', 'Workflow Without Steps', 'Add a step before starting the workflow.')
      const id = context.mint()
      const at = instant(context.now())
      addRow(context, workflowInstances, id, input, {
        workflow_id: input.id,
        status: 'running',
        current_step_id: first.unique_id,
        steps_completed: 0,
        steps_total: steps.length,
        started_at: at,
        created_at: at,
      })
      context.database.run(
        `update jarvis_workflows set status = 'active', updated_at = ? where tenant = ? and unique_id = ? and status = 'draft'`,
        at,
        context.tenant,
        input.id,
      )
      return record(WorkflowInstance, findRow(context, workflowInstances, id))
    }),
  ),
  handle(getWorkflowInstance, (context, input) => record(WorkflowInstance, find(context, input))),
  handle(stepWorkflowInstance, (context, input) =>
    context.database.transaction(() => {
      const instance = find(context, input)
      demand(instance, 'running', 'stepped')
      const steps = listRows(context, workflowSteps, { workflow_id: input.id }, 'position')
      const done = steps.find(({ unique_id }) => unique_id === instance.current_step_id)
      const following = next(steps, instance.current_step_id)
      const output = Object.assign({}, instance.output, done === undefined ? {} : { [done.name]: input.data ?? {} })
      const at = following === null ? instant(context.now()) : null
      context.database.run(
        `update jarvis_workflow_instances set current_step_id = ?, output = ?, steps_completed = steps_completed + 1,
          status = ?, completed_at = ? where tenant = ? and unique_id = ?`,
        following,
        JSON.stringify(output),
        following === null ? 'completed' : 'running',
        at,
        context.tenant,
        input.inst_id,
      )
      return record(WorkflowInstance, find(context, input), { status: 200 })
    }),
  ),
  handle(suspendWorkflowInstance, (context, input) => setStatus(context, input, 'running', 'suspended', 'suspended')),
  handle(resumeWorkflowInstance, (context, input) => setStatus(context, input, 'suspended', 'running', 'resumed')),
]
