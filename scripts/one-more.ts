import { bundle, gzipped } from './bundle.ts'

/** An app that has begun to use the block: what it imports is paid already. */
const USED = ['listEntities', 'getEntity', 'createEntity', 'updateEntity', 'listEntityConversations', 'listAgents']

/** What that app may come to need next: reads, writes and removals of several resources. */
const NEXT = [
  'deleteEntity',
  'queryEntityFiles',
  'listEntityContexts',
  'createEntityContext',
  'createEntityConversation',
  'listEntityMessages',
  'sendEntityMessage',
  'streamEntityMessage',
  'getAgent',
  'createAgent',
  'updateAgent',
]

/** What importing one more operation adds to an app, in bytes after gzip: the median over several. */
export async function oneMore(): Promise<number> {
  const before = await weigh(USED)
  const costs = await Promise.all(NEXT.map(async (name) => (await weigh([...USED, name])) - before))
  return costs.toSorted((a, b) => a - b)[Math.floor(costs.length / 2)] ?? 0
}

async function weigh(operations: readonly string[]): Promise<number> {
  return gzipped(
    await bundle({
      code: `
        import { call, createClient } from '@blockstate/core'
        import { ${operations.join(', ')} } from '@blockstate/core/jarvis'
        const client = createClient({ appId: 'size' })
        for (const operation of [${operations.join(', ')}]) void call(client, operation, { id: '1' })
      `,
    }),
  )
}
