import { isChoice } from './formField.ts'
import type { FormField, Scoring, VersionRow } from './formField.ts'

/** What the scoring rules say of answers: a figure or a label for each rule, and the first figure as the score. */
export interface Scores {
  readonly calculated_scores: Readonly<Record<string, number | string | null>>
  readonly score: number | null
}

/**
 * Works out what answers score. Without rules the scores of all chosen options are summed as `total`, where any option has one.
 *
 * @param responses by field position, checked already
 *
 * @example
 * scoreResponses({ form_fields: [{ name: 'taste', type: 'radio', options: ['bad', 'good'], scores: [0, 10] }] }, [1])
 * // { calculated_scores: { total: 10 }, score: 10 }
 */
export function scoreResponses(
  { form_fields, scoring_rules }: Pick<VersionRow, 'form_fields' | 'scoring_rules'>,
  responses: readonly unknown[],
): Scores {
  const rules = scoring_rules ?? usualRules(form_fields)
  const told = rules.map((rule): [string, number | string | null] => [rule.name, figure(rule, form_fields, responses)])
  const first = told.find(([, value]) => typeof value === 'number')?.[1]
  return { calculated_scores: Object.fromEntries(told), score: typeof first === 'number' ? first : null }
}

function usualRules(fields: readonly FormField[]): Scoring[] {
  const scored = fields.filter(({ scores }) => scores !== undefined).map(({ name }) => name)
  return scored.length === 0 ? [] : [{ name: 'total', type: 'sum', fields: scored }]
}

function figure(rule: Scoring, fields: readonly FormField[], responses: readonly unknown[]): number | string | null {
  const concerned = fields.flatMap((one, index) =>
    rule.fields === undefined || rule.fields.includes(one.name) ? [{ one, answer: responses[index] ?? null }] : [],
  )
  const points = concerned.map(({ one, answer }) => pointsOf(one, answer)).filter((value) => value !== null)
  const sum = rounded(points.reduce((all, value) => all + value, 0))
  if (rule.type === 'sum') return sum
  if (rule.type === 'average') return points.length === 0 ? null : rounded(sum / points.length)
  if (rule.type === 'count') return concerned.filter(({ answer }) => answer !== null).length
  if (rule.type === 'range') return rule.bands?.find(({ min, max }) => sum >= (min ?? -Infinity) && sum <= (max ?? Infinity))?.label ?? null
  return concerned.some(({ one, answer }) => isAnswer(one, answer, rule.equals)) ? (rule.points ?? 0) : 0
}

/** `null` where the field was not answered, or its answers are worth nothing that can be counted. */
function pointsOf({ type, scores }: FormField, answer: unknown): number | null {
  if (answer === null) return null
  if (type === 'number') return Number(answer)
  if (scores === undefined) return null
  return chosen(answer).reduce((all, index) => all + (scores[index] ?? 0), 0)
}

function isAnswer(one: FormField, answer: unknown, wanted: unknown): boolean {
  if (!isChoice(one)) return answer === wanted
  return chosen(answer).some((index) => index === wanted || one.options?.[index] === wanted)
}

function chosen(answer: unknown): number[] {
  return (Array.isArray(answer) ? answer : answer === null ? [] : [answer]).map(Number)
}

/** Scores may have fractions; a sum of them must not show what binary makes of tenths. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
