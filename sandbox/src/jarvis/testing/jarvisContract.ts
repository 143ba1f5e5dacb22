import type { Contract } from '../../testing/contract.ts'
import { jarvisBlock } from '../jarvisBlock.ts'
import { onePiece, ownIds } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

const said = { role: 'user', content: 'How is the bearing greased?' }
const asked = { content: 'How is the bearing greased?' }
const entity = { name: 'Loom', entity_type: 'machine' }
const filled = { variables: { who: 'Ada' } }

/** How each operation of the block is asked rightly. */
export const jarvisContract: Contract<OnePiece> = {
  block: jarvisBlock,
  piece: async (world, operation) => {
    const piece = await onePiece(world)
    if (operation === 'restoreConversation') await world.send('PUT', `conversations/${piece.conversations}/archive`)
    if (operation === 'resumeWorkflowInstance') await world.send('PUT', `workflows/${piece.workflows}/instances/${piece.inst_id}/suspend`)
    return piece
  },
  ids: ownIds,
  invented: { registerEntity: { id: 'a-twin-of-the-caller' }, registerIdentity: { id: 'a-user-of-the-caller' } },
  statuses: { executePrompt: 200, sdkSendEntityMessage: 200, publishPromptVersion: 200, stepWorkflowInstance: 200 },
  inputs: {
    createAgent: () => ({ name: 'Planner', provider: 'anthropic' }),
    updateAgent: () => ({ status: 'inactive' }),
    createPrompt: () => ({ name: 'Greeting', content: 'Dear {{who}}' }),
    updatePrompt: () => ({ content: 'Hello {{who}}' }),
    renderPrompt: () => filled,
    executePrompt: () => ({ variables: { who: 'Ada' }, model: 'small', temperature: 0.2 }),
    streamPromptVersionExecution: () => filled,
    streamPromptExecution: () => filled,
    createWorkflow: () => ({ name: 'Inspect' }),
    createWorkflowStep: () => ({ name: 'Look', step_type: 'automated' }),
    executeWorkflow: () => ({ input: { by: 'Ada' } }),
    stepWorkflowInstance: () => ({ data: { ok: true } }),
    createConversation: (piece) => ({ title: 'New', agent_unique_id: piece.agents }),
    updateConversation: () => ({ title: 'Newer' }),
    renameConversation: () => ({ title: 'Newest' }),
    sendMessage: () => said,
    queryConversation: () => ({ query: 'bearing' }),
    createDigitalTwin: () => entity,
    createEntity: () => entity,
    updateEntity: () => ({ description: 'Weaves' }),
    queryEntityFiles: () => ({ query: 'bearing' }),
    registerEntity: () => ({ entity_alias: 'Loom' }),
    addEntityPrompt: (piece) => ({ unique_id: piece.prompts }),
    sdkCreateEntityContext: () => ({ name: 'Loom talk' }),
    sdkSendEntityMessage: () => asked,
    sdkSendEntityMessageStream: () => asked,
    createEntityContext: () => ({ name: 'Plan', content: 'Oil it.' }),
    createIdentityContext: () => ({ name: 'Plan', content: 'Oil it.' }),
    createEntityConversation: () => ({ title: 'Questions' }),
    sendEntityMessage: () => said,
    sendIdentityMessage: () => said,
    streamEntityMessage: () => asked,
    registerIdentity: () => ({ email: 'new@example.com' }),
    updateIdentity: () => ({ metadata: { role: 'admin' } }),
    createAgentThread: () => ({ title: 'Tomorrow' }),
    sendAgentThreadMessage: () => said,
    streamAgentThreadMessage: () => asked,
    createAgentRun: () => ({ message: 'Plan the week' }),
    createCluster: () => ({ name: 'Looms' }),
    registerTool: () => ({ name: 'tides', description: 'Tells tides', tool_type: 'function', parameters: {} }),
    updateTool: () => ({ description: 'Tells high water' }),
  },
}
