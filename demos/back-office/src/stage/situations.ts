import type { FaultRule, Situation } from '@blockstate/demo-stage/situation.ts'

/** The situation in which the client itself is cut off; no rule of the sandbox can do that. */
export const OFFLINE = 'offline'

/** The situation in which no socket can be opened. Those that are open the client loses: the sandbox's rules are for new ones. */
export const DEAF = 'deaf'

const BLOCKS = ['crm', 'content', 'rewards', 'search', 'wallet', 'files', 'realtime', 'salesforce'] as const

/** One rule for each block and method: signing in and out always goes well. */
function everywhere(methods: readonly string[], rule: Omit<FaultRule, 'match'>): FaultRule[] {
  return methods.flatMap((method) => BLOCKS.map((block) => ({ match: `${method} /v1/${block}/**`, ...rule })))
}

const WRITES = ['POST', 'PUT', 'DELETE'] as const

/** The first is a good day. */
export const SITUATIONS: readonly Situation[] = [
  { id: 'good', name: 'Good', about: 'Everything arrives, at once.', rules: [] },
  {
    id: 'slow',
    name: 'Slow',
    about: 'Each request takes a second and a half longer. What you do is shown at once all the same.',
    rules: everywhere(['*'], { fault: 'delay=1500' }),
  },
  {
    id: 'reordered',
    name: 'Reordered',
    about: 'Half of all answers are overtaken by later ones. Nothing you see goes backwards.',
    rules: everywhere(['*'], { probability: 0.5, fault: 'delay=1800' }),
  },
  {
    id: 'failing',
    name: 'Failing',
    about: 'Two of three changes are refused. Each goes back where it was, and says so.',
    rules: [...everywhere(['*'], { fault: 'delay=500' }), ...everywhere(WRITES, { probability: 0.66, fault: 'status=500' })],
  },
  {
    id: 'lost',
    name: 'Lost answers',
    about: 'Half of all changes happen, and their answers are lost. The page finds out by asking again.',
    rules: [...everywhere(['*'], { fault: 'delay=400' }), ...everywhere(WRITES, { probability: 0.5, fault: 'status-after=500' })],
  },
  {
    id: 'storm',
    name: 'Storm',
    about: 'All of it: slow, out of order, reads turned away, a third of all changes refused.',
    rules: [
      ...everywhere(['*'], { fault: 'delay=300' }),
      ...everywhere(['*'], { probability: 0.4, fault: 'delay=1600' }),
      ...everywhere(['GET'], { probability: 0.2, fault: 'status=503; retry-after=1' }),
      ...everywhere(WRITES, { probability: 0.33, fault: 'status=500' }),
    ],
  },
  {
    id: DEAF,
    name: 'No socket',
    about: 'Nothing is told as it happens. What others do is read from time to time instead.',
    rules: [{ match: 'GET /v1/realtime/cable', fault: 'status=503' }],
  },
  { id: OFFLINE, name: 'Offline', about: 'Nothing is sent. Changes wait, and go out in order when the network is back.', rules: [] },
]
