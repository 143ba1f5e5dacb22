import { optional } from '../../declare/index.ts'

/**
 * What is asked in one place of a form. `scores` run parallel to `options`; a `display` field shows `content` and takes no answer.
 * Names are unique within a form.
 */
export const field = {
  name: 'string',
  type: 'text|textarea|number|email|phone|date|time|select|radio|checkbox|display|signature|file',
  label: 'string?',
  content: 'string?',
  required: 'boolean?',
  options: 'string[]?',
  scores: 'number[]?',
} as const

/** Rules that answers must fit, by the field's name. `range` holds `{ min?, max? }` and concerns numbers, dates and times. */
export const rules = {
  required_fields: 'string[]?',
  min_length: 'integer{}?',
  max_length: 'integer{}?',
  pattern: 'string{}?',
  range: 'json{}?',
} as const

/**
 * One figure worked out from the answers. `sum` and `average` take the scores of the chosen options and the numbers given, `count` how
 * many of the fields were answered; `range` tells the label of the band that holds the sum; `conditional` gives `points` where the
 * first field was answered with `equals`. Without `fields` all count.
 */
export const scoring = {
  name: 'string',
  type: 'sum|average|count|range|conditional',
  fields: 'string[]?',
  bands: optional([{ label: 'string', min: 'number?', max: 'number?' }]),
  equals: 'json?',
  points: 'number?',
} as const

/** A weekly opening time in which appointments can be booked; times are UTC. */
export const opening = { weekday: 'mon|tue|wed|thu|fri|sat|sun', from: 'time', to: 'time' } as const
