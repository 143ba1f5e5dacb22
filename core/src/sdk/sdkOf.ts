import type { Client } from '../client/createClient.ts'
import type { Operation } from '../declare/index.ts'
import type { SdkBlock } from './method.ts'
import { methodOf } from './methodOf.ts'
import { methodAmong, pluralsIn, uncapitalized } from './names.ts'

/** Blocks by name, as methods over one client. */
export type SdkOf<Blocks> = { readonly [B in keyof Blocks]: SdkBlock<Blocks[B]> }

/**
 * The operations of blocks as the platform's SDK calls them, on a client there is already: what they read and write, its stores show.
 *
 * @example
 * import * as jarvis from '@blockstate/core/jarvis'
 * const { jarvis: { entities } } = sdkOf(client, { jarvis })
 * const { data, meta } = await entities.list({ page: 2 })
 */
export function sdkOf<Blocks extends Readonly<Record<string, object>>>(client: Client, blocks: Blocks): SdkOf<Blocks> {
  const sdk = Object.fromEntries(Object.entries(blocks).map(([name, block]) => [name, blockOf(client, block)]))
  // Names and methods are made by the rules that `SdkBlock` spells for the compiler.
  return sdk as SdkOf<Blocks>
}

type Methods = Record<string, unknown>

function blockOf(client: Client, block: object): Methods {
  const made: Methods = {}
  for (const [name, value] of Object.entries(block)) if (isOperation(value)) made[name] = methodOf(client, value)
  const names = Object.keys(made)
  for (const plural of pluralsIn(names)) {
    const group: Methods = {}
    for (const name of names) {
      const method = methodAmong(plural, name, names)
      if (method !== null) group[method] = made[name]
    }
    made[uncapitalized(plural)] = group
  }
  return made
}

function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'route' in value
}
