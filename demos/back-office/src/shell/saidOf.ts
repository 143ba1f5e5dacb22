import type { PendingWrite } from '@blockstate/core'

/**
 * What a write would do, in words: its operation's own, and the values it brings.
 *
 * @example
 * saidOf(write) // { deed: 'Change fields of a person', values: 'title: Captain' }
 */
export function saidOf({ operation, input }: PendingWrite): { deed: string; values: string } {
  const told = Object.entries(input).filter(([name]) => name !== 'id' && !name.endsWith('_id'))
  const values = told.map(([name, value]) => `${name.replaceAll('_', ' ')}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  return { deed: operation.declared.about, values: values.join(', ') }
}
