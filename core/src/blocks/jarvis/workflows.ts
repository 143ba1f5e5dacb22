import { op, paged, resource } from '../../declare/index.ts'

/** Steps in an order, to be walked by instances. */
export const Workflow = resource('workflow', {
  name: 'string',
  description: 'string?',
  status: 'draft|active|archived!',
  steps_count: 'integer!?',
  instances_count: 'integer!?',
  steps: 'ref[]!?',
})

export const WorkflowStep = resource(
  'workflow_step',
  {
    name: 'string',
    step_type: 'string',
    gateway_type: 'exclusive|parallel|inclusive|event_based?',
    is_entry_point: 'boolean?',
    is_exit_point: 'boolean?',
    position: 'integer?',
    description: 'string?',
  },
  { root: 'step' },
)

/** A walk through a workflow. `output` gathers what each step was given, by the step's name. */
export const WorkflowInstance = resource(
  'workflow_instance',
  {
    workflow_id: 'uuid!',
    status: 'running|suspended|completed|failed!',
    current_step_id: 'uuid|null!?',
    input: 'json{}',
    output: 'json!?',
    steps_completed: 'integer!?',
    steps_total: 'integer!?',
    started_at: 'timestamp!?',
    completed_at: 'timestamp|null!?',
  },
  { root: 'instance' },
)

export const listWorkflows = op('GET jarvis/workflows', {
  about: 'Page through workflows',
  query: paged({ status: 'string?' }),
  returns: [Workflow],
})
export const getWorkflow = op('GET jarvis/workflows/:id', { about: 'Read one workflow and which steps it has', returns: Workflow })
export const createWorkflow = op('POST jarvis/workflows', {
  about: 'Create a workflow without steps',
  body: Workflow,
  returns: Workflow,
  optimistic: false,
})

export const listWorkflowSteps = op('GET jarvis/workflows/:id/steps', {
  about: 'List the steps of a workflow in their order',
  returns: [WorkflowStep],
})
export const createWorkflowStep = op('POST jarvis/workflows/:id/steps', {
  about: 'Add a step to a workflow, at the end unless a position is given',
  body: WorkflowStep,
  returns: WorkflowStep,
  optimistic: false,
})

export const executeWorkflow = op('POST jarvis/workflows/:id/instances', {
  about: 'Start walking a workflow; keep the id, no route lists instances',
  body: WorkflowInstance,
  returns: WorkflowInstance,
  optimistic: false,
})
export const getWorkflowInstance = op('GET jarvis/workflows/:id/instances/:inst_id', {
  about: 'Read how far an instance is',
  returns: WorkflowInstance,
})
export const stepWorkflowInstance = op('POST jarvis/workflows/:id/instances/:inst_id/step', {
  about: 'Finish the current step of an instance and go to the next',
  body: { data: 'json{}?' },
  returns: WorkflowInstance,
  optimistic: false,
})
export const suspendWorkflowInstance = op('PUT jarvis/workflows/:id/instances/:inst_id/suspend', {
  about: 'Hold a running instance',
  returns: WorkflowInstance,
  optimistic: false,
})
export const resumeWorkflowInstance = op('PUT jarvis/workflows/:id/instances/:inst_id/resume', {
  about: 'Let a held instance go on',
  returns: WorkflowInstance,
  optimistic: false,
})
