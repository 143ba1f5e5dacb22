import type { Situation } from './situation.ts'

const STREAM = 'POST /v1/jarvis/**/stream'

/** What can happen to a chat; the first is a good day. */
export const CHAT_SITUATIONS: readonly Situation[] = [
  { id: 'good', name: 'Good', about: 'Everything arrives, at once.', rules: [] },
  {
    id: 'far',
    name: 'Far away',
    about: 'Each request takes a second and a half longer.',
    rules: [{ match: '* /v1/**', fault: 'delay=1500' }],
  },
  {
    id: 'slow',
    name: 'Slow words',
    about: 'A quarter of a second between two words of an answer.',
    rules: [{ match: STREAM, fault: 'slow=250' }],
  },
  {
    id: 'drops',
    name: 'Breaks off',
    about: 'The connection is lost after twelve words; the rest is fetched, the question is not asked twice.',
    rules: [{ match: STREAM, fault: 'drop=12' }],
  },
  {
    id: 'stalls',
    name: 'Falls silent',
    about: 'After eight words nothing more comes, and nothing closes. Thirty seconds later it counts as lost.',
    rules: [{ match: STREAM, fault: 'stall=8' }],
  },
  {
    id: 'refuses',
    name: 'Refused once',
    about: 'The next message is turned down by the server. Retry sends it again.',
    rules: [{ match: STREAM, times: 1, fault: 'status=500' }],
  },
  {
    id: 'busy',
    name: 'Overloaded',
    about: 'A third of all reads are answered 503, try again in a second.',
    rules: [{ match: 'GET /v1/jarvis/**', probability: 0.33, fault: 'status=503; retry-after=1' }],
  },
  {
    id: 'renewal',
    name: 'Session must be renewed',
    about: 'The next read is refused as signed out, and renewing fails once with a 503. Nobody is signed out.',
    rules: [
      { match: 'GET /v1/jarvis/**', times: 1, fault: 'status=401' },
      { match: 'POST /v1/auth/refresh', times: 1, fault: 'status=503' },
    ],
  },
  {
    id: 'lines',
    name: 'Another framing',
    about: 'Events are set apart by one line break in place of two, as the API prints them.',
    rules: [{ match: STREAM, fault: 'framing=line' }],
  },
]
