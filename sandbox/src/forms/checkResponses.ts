import { scalarIssue } from '@blockstate/core/describe'
import { boundsOf, isBelow } from './checkDefinition.ts'
import { isChoice } from './formField.ts'
import type { FormField, FormRules, VersionRow } from './formField.ts'
import type { Fault } from '../server/refusal.ts'

/** Answers by position, `null` where there is none, and what is wrong with them. */
export interface CheckedResponses {
  readonly responses: readonly unknown[]
  readonly faults: readonly Fault[]
}

/** Characters an answer may have where no rule says less. */
const longest = 10_000
const phone = /^\+?\d[\d ()./-]{4,24}$/

/**
 * Holds answers to a form's fields and rules. They may come as a list by field position or as an object by field name, and choices as
 * the option's number or as its text; they are told by position and number. Every bad answer is named, where it was given.
 *
 * @param whole whether required answers must be there: not so while somebody is still writing
 *
 * @example
 * checkResponses(version, { email: 'x' }, true).faults // [{ at: 'responses/email', detail: 'email must be an e-mail address' }]
 */
export function checkResponses(
  { form_fields, validation_rules = {} }: Pick<VersionRow, 'form_fields' | 'validation_rules'>,
  given: unknown,
  whole: boolean,
): CheckedResponses {
  if (typeof given !== 'object' || given === null)
    return { responses: [], faults: [{ at: 'responses', detail: 'responses must be a list by position or an object by field name' }] }
  const listed = Array.isArray(given)
  const faults: Fault[] = strangers(form_fields, given).map((key) => ({
    at: `responses/${key}`,
    detail: `${key} is no field of this form`,
  }))
  const responses = form_fields.map((one, index) => {
    const key = listed ? String(index) : one.name
    const value: unknown = Object.hasOwn(given, key) ? Reflect.get(given, key) : null
    const read = readAnswer(one, validation_rules, value, whole)
    if (read.fault === undefined) return read.value
    faults.push({ at: `responses/${key}`, detail: `${one.label ?? one.name} ${read.fault}` })
    return null
  })
  return { responses, faults }
}

function strangers(fields: readonly FormField[], given: object): string[] {
  if (Array.isArray(given)) return given.slice(fields.length).map((_, index) => String(fields.length + index))
  return Object.keys(given).filter((key) => !fields.some(({ name }) => name === key))
}

type Read = { readonly value: unknown; readonly fault?: undefined } | { readonly fault: string }

function readAnswer(one: FormField, rules: FormRules, value: unknown, whole: boolean): Read {
  const blank = value === null || value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0)
  if (one.type === 'display') return blank ? { value: null } : { fault: 'is shown, not answered' }
  const required = one.required === true || rules.required_fields?.includes(one.name) === true
  if (blank && whole && required) return { fault: 'is required' }
  if (blank) return { value: value === false && one.type === 'checkbox' ? false : null }
  if (isChoice(one)) return readChoice(one, value)
  const fault = shapeFault(one, value) ?? ruleFault(one, rules, value)
  return fault === undefined ? { value } : { fault }
}

function readChoice({ type, options = [] }: FormField, value: unknown): Read {
  const numbers = (type === 'checkbox' && Array.isArray(value) ? value : [value]).map((one: unknown) =>
    typeof one === 'string' ? options.indexOf(one) : Number.isInteger(one) ? Number(one) : -1,
  )
  if (numbers.some((number) => number < 0 || number >= options.length)) return { fault: `must be one of: ${options.join(', ')}` }
  return { value: type === 'checkbox' ? [...new Set(numbers)].toSorted((one, other) => one - other) : (numbers[0] ?? null) }
}

function shapeFault({ type }: FormField, value: unknown): string | undefined {
  if (type === 'checkbox') return scalarIssue('boolean', value)
  if (type === 'number' || type === 'email' || type === 'date' || type === 'time') return scalarIssue(type, value)
  if (typeof value !== 'string') return 'must be a string'
  if (type === 'phone' && !phone.test(value)) return 'must be a phone number'
  return value.length > longest ? `must have at most ${longest} characters` : undefined
}

function ruleFault({ name }: FormField, rules: FormRules, value: unknown): string | undefined {
  const least = rules.min_length?.[name]
  const most = rules.max_length?.[name]
  const pattern = rules.pattern?.[name]
  if (typeof value === 'string') {
    if (least !== undefined && value.length < least) return `must have at least ${least} characters`
    if (most !== undefined && value.length > most) return `must have at most ${most} characters`
    if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 'u').test(value)) return `must fit the pattern ${pattern}`
  }
  const { min, max } = boundsOf(rules.range?.[name])
  if (isBelow(value, min)) return `must not lie below ${String(min)}`
  return isBelow(max, value) ? `must not lie above ${String(max)}` : undefined
}
