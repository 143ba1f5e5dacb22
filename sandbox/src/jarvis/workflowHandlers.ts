import {
  createWorkflow,
  createWorkflowStep,
  getWorkflow,
  listWorkflows,
  listWorkflowSteps,
  Workflow,
  WorkflowStep,
} from '@blockstate/core/jarvis'
import { equalTo } from '../database/equalTo.ts'
import { addRow, createRow, findRow, instant, listRows, references } from '../database/rows.ts'
import { list, record } from '../server/answer.ts'
import { answerPage } from '../server/answerPage.ts'
import { handle } from '../server/handle.ts'
import { workflows, workflowSteps } from './tables.ts'

/** Workflows and their steps. Positions count from 1 without gaps: a step put between others moves those behind it. */
export const workflowHandlers = [
  handle(listWorkflows, (context, input) =>
    answerPage(context, workflows, input, { sort: 'created_at', ...equalTo({ status: input.status }) }),
  ),
  handle(getWorkflow, (context, { id }) => {
    const row = findRow(context, workflows, id)
    const steps = listRows(context, workflowSteps, { workflow_id: id }, 'position')
    return record(Workflow, Object.assign({}, row, { steps: references('workflow_step', steps) }))
  }),
  handle(createWorkflow, (context, input) => {
    const { instances_count: _, updated_at: __, ...row } = createRow(context, workflows, input)
    return record(Workflow, row)
  }),
  handle(listWorkflowSteps, (context, { id }) => {
    findRow(context, workflows, id)
    return list(WorkflowStep, listRows(context, workflowSteps, { workflow_id: id }, 'position'))
  }),
  handle(createWorkflowStep, (context, input) =>
    context.database.transaction(() => {
      const count = findRow(context, workflows, input.id).steps_count ?? 0
      const position = Math.min(Math.max(input.position ?? count + 1, 1), count + 1)
      const behind = 'update jarvis_workflow_steps set position = position + 1 where tenant = ? and workflow_id = ? and position >= ?'
      context.database.run(behind, context.tenant, input.id, position)
      const id = context.mint()
      const at = instant(context.now())
      addRow(context, workflowSteps, id, input, { workflow_id: input.id, position, created_at: at, updated_at: at })
      const { updated_at: _, ...row } = findRow(context, workflowSteps, id)
      return record(WorkflowStep, row)
    }),
  ),
]
