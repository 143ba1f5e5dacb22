import * as operations from '@blockstate/core/jarvis'
import type { Block } from '../server/block.ts'
import type { Handled } from '../server/handle.ts'
import { agentHandlers } from './agentHandlers.ts'
import { clusterHandlers } from './clusterHandlers.ts'
import { contextHandlers } from './contextHandlers.ts'
import { conversationHandlers } from './conversationHandlers.ts'
import { entityHandlers } from './entityHandlers.ts'
import { executionHandlers } from './executionHandlers.ts'
import { identityHandlers } from './identityHandlers.ts'
import { instanceHandlers } from './instanceHandlers.ts'
import { ownedTalkHandlers } from './ownedTalkHandlers.ts'
import { promptHandlers } from './promptHandlers.ts'
import { runHandlers } from './runHandlers.ts'
import { jarvisSchema } from './schema.ts'
import { seedJarvis } from './seed/seedJarvis.ts'
import { threadHandlers } from './threadHandlers.ts'
import { toolHandlers } from './toolHandlers.ts'
import { workflowHandlers } from './workflowHandlers.ts'

const handlers: readonly Handled[] = [
  ...entityHandlers,
  ...contextHandlers,
  ...ownedTalkHandlers,
  ...identityHandlers,
  ...conversationHandlers,
  ...agentHandlers,
  ...threadHandlers,
  ...runHandlers,
  ...promptHandlers,
  ...executionHandlers,
  ...workflowHandlers,
  ...instanceHandlers,
  ...clusterHandlers,
  ...toolHandlers,
]

/** The AI block: digital twins, users, conversations, agents, prompts, workflows, clusters and tools. */
export const jarvisBlock: Block = { name: 'jarvis', operations, handlers, migrations: jarvisSchema, seed: seedJarvis }
