/** Runs `work` and records what a unit of it cost. */
export type Clock = (name: string, units: number, work: () => unknown) => Promise<void>

/** Does its work under a clock, what it has to prepare before. */
export type Candidate = (clock: Clock) => void | Promise<void>

/** Microseconds of CPU a unit took, round by round. */
export type Samples = ReadonlyMap<string, readonly number[]>

/** Compilers need a while; these rounds are not counted. */
const WARM = 3

/**
 * Measures every candidate once a round, in an order drawn anew each time, after a small garbage collection.
 *
 * CPU time and not the wall clock's: the machine is shared. Even so only a ratio within one round means something.
 */
export async function rounds(count: number, candidates: Readonly<Record<string, Candidate>>, warm = WARM): Promise<Samples> {
  const samples = new Map<string, number[]>()
  for (let round = -warm; round < count; round += 1) {
    const clock: Clock = async (name, units, work) => {
      const begun = process.cpuUsage()
      await work()
      const { user, system } = process.cpuUsage(begun)
      if (round >= 0) samples.set(name, [...(samples.get(name) ?? []), (user + system) / units])
    }
    for (const [, candidate] of shuffled(Object.entries(candidates))) {
      globalThis.gc?.({ type: 'minor' })
      await candidate(clock)
    }
  }
  return samples
}

/**
 * How many times as long one took as another: the median of each round's own ratio.
 *
 * @example
 * ratio(samples, 'ours', 'bare')
 */
export function ratio(samples: Samples, one: string, other: string): number {
  const [above = [], below = []] = [samples.get(one), samples.get(other)]
  if (above.length === 0 || above.length !== below.length) throw new Error(`${one} and ${other} were not measured in the same rounds.`)
  return median(above.map((value, round) => value / (below[round] ?? NaN)))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, at: Math.random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
