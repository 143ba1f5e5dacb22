import type { Message } from '@blockstate/core'

/** A text that an answer rests on. */
export interface Source {
  readonly name: string
  readonly excerpt: string
}

/**
 * What an answer rests on, as its last event or its row told: `metadata.sources`. None where it told nothing.
 *
 * @example
 * sourcesOf(message).map(({ name }) => name) // ['Plan']
 */
export function sourcesOf({ metadata }: Message): readonly Source[] {
  const told = metadata?.['sources']
  return Array.isArray(told) ? told.flatMap(sourceIn) : []
}

/**
 * How many tokens an answer took, where the server told.
 *
 * @example
 * tokensOf(message) // 212
 */
export function tokensOf({ metadata }: Message): number | null {
  const told = metadata?.['tokens_used']
  return typeof told === 'number' ? told : null
}

function sourceIn(told: unknown): Source[] {
  if (typeof told !== 'object' || told === null || !('file_name' in told)) return []
  return [{ name: String(told.file_name), excerpt: 'excerpt' in told ? String(told.excerpt) : '' }]
}
