import { op, paged, resource } from '../../declare/index.ts'
import { Message, question, reply } from './messages.ts'

/** A conversation with an agent. */
export const Thread = resource('thread', {
  title: 'string?',
  messages_count: 'integer!',
  runs_count: 'integer!?',
  status: 'active|archived!',
})

/** An agent at work on one message, apart from the request that asked for it. Read it until it is completed or failed. */
export const Run = resource('run', {
  status: 'queued|running|completed|failed!',
  input_message: 'string!',
  output_message: 'string|null!?',
  tokens_used: 'integer!?',
  duration_ms: 'integer!?',
  model: 'string!?',
  completed_at: 'timestamp|null!?',
})

export const listAgentThreads = op('GET jarvis/agents/:id/threads', {
  about: "Page through an agent's threads",
  query: paged(),
  returns: [Thread],
})
export const createAgentThread = op('POST jarvis/agents/:id/threads', {
  about: 'Open a thread with an agent',
  body: Thread,
  returns: Thread,
})
export const getAgentThread = op('GET jarvis/agents/:id/threads/:thread_id', { about: 'Read one thread and its counters', returns: Thread })
export const listAgentThreadMessages = op('GET jarvis/agents/:id/threads/:thread_id/messages', {
  about: 'Page through the messages of a thread, oldest first',
  query: paged(),
  returns: [Message],
})
export const sendAgentThreadMessage = op('POST jarvis/agents/:id/threads/:thread_id/messages', {
  about: 'Say something to an agent; its reply appears in the messages later',
  body: Message,
  returns: Message,
})
export const streamAgentThreadMessage = op('POST jarvis/agents/:id/threads/:thread_id/messages/stream', {
  about: 'Say something to an agent and read its reply as it is written',
  root: 'message',
  body: question,
  streams: reply,
})

export const listAgentRuns = op('GET jarvis/agents/:id/threads/:thread_id/runs', { about: 'List all runs of a thread', returns: [Run] })
export const getAgentRun = op('GET jarvis/agents/:id/threads/:thread_id/runs/:run_id', { about: 'Read how far a run is', returns: Run })
export const createAgentRun = op('POST jarvis/agents/:id/threads/:thread_id/runs', {
  about: 'Queue work for an agent; read the run until it is over',
  root: 'run',
  body: { message: 'string' },
  returns: Run,
  creates: Run,
  optimistic: false,
  stale: ['jarvis/agents/:id/threads/:thread_id/messages'],
})

/** Everything a chat with an agent needs. */
export const agentChat = { list: listAgentThreadMessages, send: sendAgentThreadMessage, stream: streamAgentThreadMessage } as const
