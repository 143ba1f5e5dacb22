import { readFault } from './readFault.ts'
import type { Fault } from './readFault.ts'

/** A fault for every request that matches, so many times, with some probability. */
export interface FaultRule {
  /** `METHOD /path`; `*` is any method, or any one segment; `**` is any number of segments. */
  readonly match: string
  /** How often it still strikes; absent: always. */
  readonly times?: number
  /** From 0 to 1; absent: 1. */
  readonly probability?: number
  /** For how long it strikes, from when it was laid out; absent: until it is taken away. */
  readonly seconds?: number
  readonly fault: string
}

/** The faults that are laid out for requests to come. */
export interface FaultRules {
  /** What strikes this request; rules that strike are used up by it. Later rules win where two name the same thing. */
  strike(method: string, path: string): Fault
  replace(rules: readonly FaultRule[]): void
  read(): readonly FaultRule[]
}

interface LaidRule {
  rule: FaultRule
  readonly pattern: RegExp
  readonly fault: Fault
  /** In milliseconds since 1970. */
  readonly until: number
}

/**
 * Keeps the fault rules of one sandbox. Chance is the `random` given (from 0 to below 1), so that tests can repeat it; time is
 * the sandbox's.
 *
 * @example
 * const rules = createFaultRules(Math.random, Date.now)
 * rules.replace([{ match: 'POST /v1/auth/refresh', times: 1, fault: 'status=503' }])
 */
export function createFaultRules(random: () => number, now: () => number): FaultRules {
  let laid: LaidRule[] = []
  return {
    strike: (method, path) => {
      let fault: Fault = {}
      for (const one of laid) {
        const { times, probability } = one.rule
        if (times === 0 || now() >= one.until || !one.pattern.test(`${method} ${path}`)) continue
        if (probability !== undefined && random() >= probability) continue
        if (times !== undefined) one.rule = { ...one.rule, times: times - 1 }
        fault = { ...fault, ...one.fault }
      }
      return fault
    },
    replace: (rules) => {
      laid = rules.map((rule) => {
        const fault = readFault(rule.fault)
        if (typeof fault === 'string') throw new TypeError(fault)
        return { rule, pattern: matchPattern(rule.match), fault, until: now() + (rule.seconds ?? Infinity) * 1000 }
      })
    },
    read: () => laid.map(({ rule }) => rule),
  }
}

/**
 * The pattern of a rule as a regular expression over `METHOD /path`.
 *
 * Every sign but the stars stands for itself. `**` stands for any number of segments, none included.
 *
 * @example
 * matchPattern('POST /v1/jarvis/**\/stream').test('POST /v1/jarvis/entities/e1/stream') // true
 */
export function matchPattern(match: string): RegExp {
  const [method = '', path = '/**'] = match.trim().split(/\s+/, 2)
  const segments = path
    .split('/')
    .slice(1)
    .map((segment) => {
      if (segment === '**') return '(?:/[^/]+)*'
      return `/${segment.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]*')}`
    })
  return new RegExp(`^${method === '*' ? '[A-Z]+' : method.toUpperCase().replace(/[^A-Z]/g, '')} ${segments.join('')}/?$`)
}

/**
 * Reads rules from JSON: the list itself, or `{ rules: […] }`. Answers the sentence that says what is wrong.
 *
 * @example
 * readFaultRules([{ match: '* /v1/**', probability: 0.1, fault: 'status=503' }])
 */
export function readFaultRules(json: unknown): FaultRule[] | string {
  const given: unknown = typeof json === 'object' && json !== null && 'rules' in json ? json.rules : json
  if (!Array.isArray(given)) return 'Send a list of rules: [{ "match": "POST /v1/auth/login", "fault": "delay=500" }]'
  const rules: FaultRule[] = []
  for (const [index, one] of given.entries()) {
    const rule = readRule(one)
    if (typeof rule === 'string') return `Rule ${index + 1}: ${rule}`
    rules.push(rule)
  }
  return rules
}

function readRule(one: unknown): FaultRule | string {
  if (typeof one !== 'object' || one === null) return 'is no object'
  const { match, fault, times, probability, seconds, ...rest } = Object.fromEntries(Object.entries(one))
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) return `'${unknown}' is not a part of a rule`
  if (typeof match !== 'string' || !/^(\*|[A-Za-z]+)\s+\/\S*$/.test(match.trim()))
    return "match must be a method and a path, such as 'POST /v1/auth/*'"
  if (typeof fault !== 'string') return 'fault must be a text'
  const read = readFault(fault)
  if (typeof read === 'string') return read
  if (times !== undefined && !(typeof times === 'number' && Number.isInteger(times) && times >= 0)) return 'times must be a whole number'
  if (probability !== undefined && !(typeof probability === 'number' && probability >= 0 && probability <= 1))
    return 'probability must be from 0 to 1'
  if (seconds !== undefined && !(typeof seconds === 'number' && seconds > 0)) return 'seconds must be a number above 0'
  return {
    match,
    fault,
    ...(times === undefined ? {} : { times }),
    ...(probability === undefined ? {} : { probability }),
    ...(seconds === undefined ? {} : { seconds }),
  }
}
