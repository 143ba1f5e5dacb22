import { blocksAlone } from './blocks-alone.ts'
import { bundle, FRAMEWORKS, gzipped } from './bundle.ts'
import { buildAll } from './dist.ts'
import { oneMore } from './one-more.ts'
import { strangers } from './strangers.ts'

/** One line of the table. */
export interface Row {
  name: string
  /** Minified and gzipped. */
  bytes: number
  /** What it must not outgrow: a ratchet, lowered as the code shrinks. */
  limit: number
  /** What it is meant to come down to, where that is not reached yet. */
  goal?: number
}

/** What was measured, and what is wrong: rows over their limit, programs that do not bundle, operations nobody imported. */
export interface Measured {
  rows: Row[]
  /** Each block with all of its operations and nothing else. */
  blocks: Row[]
  problems: string[]
}

/** A program of scripts/size, what it may weigh, and what is left out of it. */
interface Budget {
  name: string
  file: string
  limit: number
  goal?: number
  external?: readonly string[]
}

/** Raising a limit is a decision: say why in the commit. A goal is never raised. */
const BUDGETS: readonly Budget[] = [
  { name: 'core, session, list, mutation, chat and React', file: 'app', limit: 32_400, goal: 13_000 },
  { name: 'a single call', file: 'call', limit: 17_300 },
  { name: 'one live query', file: 'query', limit: 19_550 },
  { name: 'a streamed conversation', file: 'conversation', limit: 23_250 },
  { name: 'a live query and a mutation, kept', file: 'persist', limit: 27_500 },
  { name: 'a channel and who is there, before its socket', file: 'channel', limit: 25_900 },
  { name: 'all of core', file: 'core', limit: 49_600 },
  { name: 'the SDK, the AI block alone', file: 'sdk-jarvis', limit: 23_400 },
  { name: 'the SDK, all eighteen blocks', file: 'sdk', limit: 47_100 },
  ...['react', 'vue', 'svelte'].map((name) => ({
    name: `the ${name} binding's own code`,
    file: name,
    limit: 1_280,
    external: [...FRAMEWORKS, '@blockstate/core', 'nanostores', '@nanostores/vue'],
  })),
]

/** What one more operation of a block may add to an app. */
const ONE_MORE = 100

/** Builds what is stale, bundles every program, and weighs it. */
export async function measureAll(): Promise<Measured> {
  const rows: Row[] = []
  const problems = await buildAll({ fresh: false })
  const weigh = async (name: string, limit: number, measure: () => Promise<number>, goal?: number): Promise<void> => {
    try {
      const bytes = await measure()
      rows.push({ name, bytes, limit, ...(goal !== undefined && bytes > goal && { goal }) })
      if (bytes > limit) problems.push(`${name}: ${bytes} B, ${limit} B at most`)
    } catch (error) {
      problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  for (const { name, file, limit, goal, external } of BUDGETS) {
    await weigh(name, limit, async () => gzipped(await bundle({ file: `scripts/size/${file}.ts` }, external)), goal)
  }
  await weigh('one more operation of a block, median', ONE_MORE, oneMore)
  const alone = await blocksAlone()
  return { rows, blocks: alone.rows, problems: [...problems, ...alone.problems, ...(await strangers())] }
}
