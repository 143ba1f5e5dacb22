import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'
import type { FaultRule, Situation } from './situation.ts'

/** The network as the sandbox was told to make it. */
export interface NetworkState {
  readonly situation: Situation
  /** The sandbox could not be told; it is as it was. */
  readonly unheard: boolean
}

export interface NetworkStore extends ReadableAtom<NetworkState> {
  /** What there is to choose from; the first is a good day. */
  readonly situations: readonly Situation[]
  choose(id: string): Promise<void>
  /** Good weather again, even while the page is being left. */
  clear(): void
}

/** Rules that somebody laid out without this page. */
const foreign: Situation = { id: 'foreign', name: 'Rules of its own', about: 'Somebody set the sandbox up by hand.', rules: [] }

/**
 * The sandbox's faults, as one named situation at a time.
 *
 * @param situations what there is to choose from; the first is a good day
 *
 * @example
 * const $network = createNetwork('http://localhost:4023', SITUATIONS)
 * await $network.choose('drops')
 */
export function createNetwork(sandbox: string, situations: readonly Situation[]): NetworkStore {
  // The table is never empty: its first row is a good day.
  const good = situations[0] as Situation
  const $network = atom<NetworkState>({ situation: good, unheard: false })
  let latest = 0
  const tell = async (situation: Situation, keepalive = false): Promise<void> => {
    const mine = (latest += 1)
    let heard: boolean
    try {
      const body = JSON.stringify(situation.rules)
      const response = await fetch(`${sandbox}/_sandbox/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body,
        keepalive,
      })
      heard = response.ok
    } catch {
      heard = false // shown beside the switch
    }
    if (mine === latest) $network.set({ situation: heard ? situation : $network.get().situation, unheard: !heard })
  }
  // A page that was killed could not tell the sandbox: what holds there is what is shown here.
  const ask = async (): Promise<void> => {
    const mine = latest
    const laid = await fetch(`${sandbox}/_sandbox/faults`).then(
      (response) => response.json(),
      () => null,
    )
    if (mine === latest) $network.set({ situation: situationOf(laid, situations) ?? good, unheard: false })
  }
  void ask()
  return Object.assign($network, {
    situations,
    choose: (id: string) => tell(situations.find((one) => one.id === id) ?? good),
    clear: () => {
      if ($network.get().situation !== good) void tell(good, true)
    },
  })
}

/** The situation whose rules the sandbox answers with; how often they have struck is another matter. */
function situationOf(laid: unknown, situations: readonly Situation[]): Situation | null {
  const rules: unknown = typeof laid === 'object' && laid !== null && 'rules' in laid ? laid.rules : null
  if (!Array.isArray(rules) || rules.length === 0) return null
  const said = JSON.stringify(rules.map(({ match, fault }: FaultRule) => [match, fault]))
  return situations.find((one) => JSON.stringify(one.rules.map(({ match, fault }) => [match, fault])) === said) ?? foreign
}
