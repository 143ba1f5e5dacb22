import {
  Agent,
  Cluster,
  Content,
  Context,
  Conversation,
  Entity,
  Identity,
  Message,
  Prompt,
  PromptExecution,
  PromptVersion,
  Run,
  Thread,
  Tool,
  Workflow,
  WorkflowInstance,
  WorkflowStep,
} from '@blockstate/core/jarvis'
import { counted, stored } from '../database/table.ts'

export const entities = counted(Entity, 'jarvis_entities', 'Entity')
export const identities = counted(Identity, 'jarvis_identities', 'Identity')
export const contexts = stored(Context, 'jarvis_contexts', 'Context')
export const contents = stored(Content, 'jarvis_contents', 'Content')
export const conversations = counted(Conversation, 'jarvis_conversations', 'Conversation')
/** A thread is a conversation whose owner is an agent. */
export const threads = counted(Thread, 'jarvis_conversations', 'Thread')
export const messages = stored(Message, 'jarvis_messages', 'Message')
export const runs = stored(Run, 'jarvis_runs', 'Run')
export const agents = counted(Agent, 'jarvis_agents', 'Agent')
export const prompts = counted(Prompt, 'jarvis_prompts', 'Prompt')
export const promptVersions = counted(PromptVersion, 'jarvis_prompt_versions', 'Prompt Version')
export const promptExecutions = counted(PromptExecution, 'jarvis_prompt_executions', 'Prompt Execution')
export const workflows = counted(Workflow, 'jarvis_workflows', 'Workflow')
export const workflowSteps = stored(WorkflowStep, 'jarvis_workflow_steps', 'Workflow Step')
export const workflowInstances = stored(WorkflowInstance, 'jarvis_workflow_instances', 'Workflow Instance')
export const clusters = counted(Cluster, 'jarvis_clusters', 'Cluster')
export const tools = counted(Tool, 'jarvis_tools', 'Tool')
