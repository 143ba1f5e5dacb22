import { scalarIssue } from '@blockstate/core/describe'
import { isChoice } from './formField.ts'
import type { FormField, FormRules, Scoring, VersionRow } from './formField.ts'
import type { Fault } from '../server/refusal.ts'

const texts: ReadonlySet<FormField['type']> = new Set(['text', 'textarea', 'email', 'phone', 'signature', 'file'])
const ordered = { number: 'number', date: 'date', time: 'time' } as const

/**
 * Looks for what would make a form's definition unusable: names told twice, choices without options, scores that do not run parallel to
 * them, rules and scoring that speak of fields that are not there or of fields they cannot concern. An empty list means it can be used.
 *
 * @example
 * checkDefinition({ form_fields: [{ name: 'size', type: 'select' }] }) // [{ at: 'form_fields/0/options', detail: 'size needs options' }]
 */
export function checkDefinition({
  form_fields,
  validation_rules = {},
  scoring_rules = [],
}: Pick<VersionRow, 'form_fields' | 'validation_rules' | 'scoring_rules'>): Fault[] {
  const faults = form_fields.flatMap((one, index) => fieldFaults(one, `form_fields/${index}`, form_fields.slice(0, index)))
  return [
    ...faults,
    ...ruleFaults(form_fields, validation_rules),
    ...scoring_rules.flatMap((one, index) => scoringFaults(form_fields, one, index)),
  ]
}

function fieldFaults(one: FormField, at: string, before: readonly FormField[]): Fault[] {
  const { name, options, scores } = one
  const faults: Fault[] = []
  if (name === '') faults.push({ at: `${at}/name`, detail: 'a field needs a name' })
  if (before.some((other) => other.name === name)) faults.push({ at: `${at}/name`, detail: `${name} is the name of a field before it` })
  if (options === undefined ? one.type === 'select' || one.type === 'radio' : isChoice(one) && options.length === 0)
    faults.push({ at: `${at}/options`, detail: `${name} needs options` })
  if (options !== undefined && !isChoice(one)) faults.push({ at: `${at}/options`, detail: `a ${one.type} field has no options` })
  if (new Set(options).size !== (options ?? []).length) faults.push({ at: `${at}/options`, detail: `${name} has an option twice` })
  if (scores !== undefined && scores.length !== (options ?? []).length)
    faults.push({ at: `${at}/scores`, detail: `${name} needs one score for each option` })
  if (one.type === 'display' && one.required === true)
    faults.push({ at: `${at}/required`, detail: 'a display field takes no answer, so none can be required' })
  return faults
}

function ruleFaults(fields: readonly FormField[], rules: FormRules): Fault[] {
  const faults: Fault[] = []
  const concern = (at: string, name: string, fits: (one: FormField) => boolean, what: string): void => {
    const one = fields.find((other) => other.name === name)
    if (one === undefined) faults.push({ at, detail: `there is no field ${name}` })
    else if (!fits(one)) faults.push({ at, detail: `${name} is a ${one.type} field; this rule concerns ${what}` })
  }
  rules.required_fields?.forEach((name, index) =>
    concern(`validation_rules/required_fields/${index}`, name, ({ type }) => type !== 'display', 'fields that are answered'),
  )
  for (const rule of ['min_length', 'max_length', 'pattern'] as const) {
    for (const name of Object.keys(rules[rule] ?? {}))
      concern(`validation_rules/${rule}/${name}`, name, ({ type }) => texts.has(type), 'texts')
  }
  for (const [name, pattern] of Object.entries(rules.pattern ?? {})) {
    if (!isPattern(pattern)) faults.push({ at: `validation_rules/pattern/${name}`, detail: `${pattern} is no regular expression` })
  }
  for (const [name, range] of Object.entries(rules.range ?? {})) {
    const at = `validation_rules/range/${name}`
    concern(at, name, ({ type }) => type in ordered, 'numbers, dates and times')
    const type = fields.find((one) => one.name === name)?.type
    if (type === 'number' || type === 'date' || type === 'time') faults.push(...rangeFaults(at, ordered[type], range))
  }
  return faults
}

function rangeFaults(at: string, scalar: 'number' | 'date' | 'time', range: unknown): Fault[] {
  const { min, max } = boundsOf(range)
  if (min === undefined && max === undefined) return [{ at, detail: 'a range holds min, max, or both' }]
  const faults = [['min', min] as const, ['max', max] as const].flatMap(([name, bound]) => {
    const detail = bound === undefined ? undefined : scalarIssue(scalar, bound)
    return detail === undefined ? [] : [{ at: `${at}/${name}`, detail: `${name} ${detail}` }]
  })
  if (faults.length === 0 && isBelow(max, min)) faults.push({ at, detail: 'max lies below min' })
  return faults
}

function scoringFaults(
  fields: readonly FormField[],
  { name, type, fields: named, bands, equals, points }: Scoring,
  index: number,
): Fault[] {
  const at = `scoring_rules/${index}`
  const faults = (named ?? []).flatMap((one, place) =>
    fields.some((other) => other.name === one) ? [] : [{ at: `${at}/fields/${place}`, detail: `there is no field ${one}` }],
  )
  if (type === 'range' && (bands ?? []).length === 0) faults.push({ at: `${at}/bands`, detail: `${name} needs bands` })
  if (type === 'conditional' && (named?.length !== 1 || equals === undefined || points === undefined))
    faults.push({ at, detail: `${name} needs one field, equals and points` })
  return faults
}

/**
 * The two ends of a `range` rule, as far as they are given.
 *
 * @example
 * boundsOf({ min: 18 }) // { min: 18, max: undefined }
 */
export function boundsOf(range: unknown): { readonly min: unknown; readonly max: unknown } {
  const held = typeof range === 'object' && range !== null ? range : {}
  return { min: Reflect.get(held, 'min'), max: Reflect.get(held, 'max') }
}

/**
 * Does one number, date or time come before another of its kind? What is not there comes before nothing.
 *
 * @example
 * isBelow('2026-01-31', '2026-02-01') // true
 */
export function isBelow(one: unknown, other: unknown): boolean {
  if (typeof one === 'number' && typeof other === 'number') return one < other
  return typeof one === 'string' && typeof other === 'string' && one < other
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'u') instanceof RegExp
  } catch {
    return false
  }
}
