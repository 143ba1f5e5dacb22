import { expect } from 'vitest'
import type { SandboxOptions } from '../../createSandbox.ts'
import { blockWorld } from '../../testing/blockWorld.ts'
import type { BlockWorld } from '../../testing/blockWorld.ts'
import type { Answered } from '../../testing/virtualSandbox.ts'
import { searchBlock } from '../searchBlock.ts'

/** A search block to fill and to ask. */
export interface Library extends BlockWorld {
  /** Indexes a document of the type `book`. */
  readonly put: (id: string, alias: string, content?: object) => Promise<Answered>
  /** The ids that a query finds, the best first. */
  readonly find: (query: string, more?: object) => Promise<string[]>
}

/**
 * Opens a sandbox with the search block.
 *
 * @example
 * const { put, find } = await library()
 */
export async function library(options: SandboxOptions = {}, appId = 'works'): Promise<Library> {
  const world = await blockWorld('search', { blocks: [searchBlock], ...options }, appId)
  return {
    ...world,
    put: (id, entity_alias, content = {}) =>
      world.send('POST', `entities/${id}/register`, { entity: { entity_type: 'book', entity_alias, content } }),
    find: async (query, more = {}) => {
      const answer = await world.send('POST', 'search?per_page=100', { query, ...more })
      expect([answer.status, answer.body.slice(0, 300)]).toEqual([200, expect.any(String)])
      return keysOf(answer)
    },
  }
}

/**
 * Which documents a list of results tells.
 *
 * @example
 * keysOf(await send('GET', 'search/suggest?q=ti'))
 */
export function keysOf({ json }: Answered): string[] {
  // The form of every list of results, which the contract's tests hold the sandbox to.
  const { data } = json as { data: { attributes: { key: string } }[] }
  return data.map(({ attributes }) => attributes.key)
}
