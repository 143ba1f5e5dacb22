// The AI block, a resource a file. Plain re-exports by name: a bundle takes the operations it uses and nothing else.

export {
  Entity,
  listEntities,
  getEntity,
  createEntity,
  createDigitalTwin,
  updateEntity,
  deleteEntity,
  queryEntityFiles,
  listEntityContexts,
  createEntityContext,
  listEntityConversations,
  createEntityConversation,
  listEntityMessages,
  sendEntityMessage,
  streamEntityMessage,
  entityChat,
} from './jarvis/entities.ts'
export {
  registerEntity,
  addEntityPrompt,
  sdkCreateEntityContext,
  sdkSendEntityMessage,
  sdkSendEntityMessageStream,
  sdkEntityChat,
} from './jarvis/entities-sdk.ts'
export {
  Identity,
  Content,
  listIdentities,
  getIdentity,
  registerIdentity,
  updateIdentity,
  getIdentityContent,
  listIdentityContexts,
  createIdentityContext,
  listIdentityConversations,
  createIdentityConversation,
  listIdentityMessages,
  sendIdentityMessage,
  identityChat,
} from './jarvis/identities.ts'
export { Context } from './jarvis/contexts.ts'
export {
  Conversation,
  listConversations,
  getConversation,
  createConversation,
  updateConversation,
  renameConversation,
  archiveConversation,
  restoreConversation,
  deleteConversation,
  listConversationMessages,
  sendMessage,
  queryConversation,
} from './jarvis/conversations.ts'
export { Message } from './jarvis/messages.ts'
export { Agent, listAgents, getAgent, createAgent, updateAgent, deleteAgent } from './jarvis/agents.ts'
export {
  Thread,
  Run,
  listAgentThreads,
  createAgentThread,
  getAgentThread,
  listAgentThreadMessages,
  sendAgentThreadMessage,
  streamAgentThreadMessage,
  listAgentRuns,
  getAgentRun,
  createAgentRun,
  agentChat,
} from './jarvis/threads.ts'
export {
  Prompt,
  PromptVersion,
  listPrompts,
  getPrompt,
  createPrompt,
  updatePrompt,
  deletePrompt,
  renderPrompt,
  listPromptVersions,
  getPromptVersion,
  publishPromptVersion,
} from './jarvis/prompts.ts'
export {
  PromptExecution,
  listPromptExecutions,
  getPromptExecution,
  executePrompt,
  streamPromptVersionExecution,
  streamPromptExecution,
} from './jarvis/prompt-executions.ts'
export {
  Workflow,
  WorkflowStep,
  WorkflowInstance,
  listWorkflows,
  getWorkflow,
  createWorkflow,
  listWorkflowSteps,
  createWorkflowStep,
  executeWorkflow,
  getWorkflowInstance,
  stepWorkflowInstance,
  suspendWorkflowInstance,
  resumeWorkflowInstance,
} from './jarvis/workflows.ts'
export { Cluster, listClusters, getCluster, createCluster, addClusterMember, removeClusterMember } from './jarvis/clusters.ts'
export { Tool, listTools, getTool, registerTool, updateTool, deleteTool } from './jarvis/tools.ts'
