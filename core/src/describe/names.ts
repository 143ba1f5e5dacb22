import type { Operation } from '../declare/index.ts'

/**
 * The skill's name of an exported operation: camelCase to snake_case, mechanically.
 *
 * @example
 * skillName('createContact') // 'create_contact'
 */
export function skillName(exported: string): string {
  return exported.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

/**
 * The export name of a skill: snake_case to camelCase, the way back of {@link skillName}.
 *
 * @example
 * exportName('create_contact') // 'createContact'
 */
export function exportName(skill: string): string {
  return skill.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
}

/**
 * Is this exported value an operation, rather than a resource or something else?
 *
 * @example
 * Object.values(auth).filter(isOperation)
 */
export function isOperation(value: unknown): value is Operation {
  return typeof value === 'object' && value !== null && 'route' in value && 'method' in value && 'declared' in value
}

/**
 * The operations of a block's module with their skill names, in the order of the module (by name, as ES modules list them).
 *
 * @example
 * import * as auth from '@blockstate/core/auth'
 * operationsOf(auth) // [['change_password', …], ['create_api_key', …], …]
 */
export function operationsOf(module: object): [skill: string, operation: Operation][] {
  return Object.entries(module).flatMap(([name, value]): [string, Operation][] => (isOperation(value) ? [[skillName(name), value]] : []))
}
