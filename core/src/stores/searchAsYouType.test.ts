import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { autocomplete, getFacets, getIndex, search } from '../blocks/search.ts'
import { collection, searchAsYouType } from '../index.ts'
import type { SearchOptions } from '../index.ts'
import { testClient, turn, until } from '../testing/index.ts'
import { dealOf, dealWorld, listDeals } from './dealServer.test.ts'

const disposals: (() => void)[] = []
afterEach(() => {
  for (const dispose of disposals.splice(0)) dispose()
})

const FOUND = 25

interface Held {
  readonly text: string
  readonly signal: AbortSignal
  answer(response?: Response): void
}

/** Page after page of rows that tell which text found them. */
function resultsOf(text: string, page: number, paged: boolean): Response {
  const from = (page - 1) * 10
  const data = Array.from({ length: Math.min(10, FOUND - from) }, (_, at) => {
    const id = `${text}-${from + at}`
    return { id, type: 'search_result', attributes: { unique_id: id, key: id, content: text, score: 1 } }
  })
  const pagination = { current_page: page, per_page: 10, total_pages: 3, total_count: FOUND }
  return Response.json({ data, ...(paged && { meta: { pagination } }) })
}

/** A server that answers at once, or, once it holds, when it is told to; an abort ends what is held. */
function world() {
  const asked: string[] = []
  const held: Held[] = []
  const server = { holds: false }
  const it = testClient(
    {
      fetch: async (request) => {
        const url = new URL(request.url)
        const body = request.method === 'POST' ? ((await request.clone().json()) as { query?: string; facets?: string[] }) : {}
        const text = body.query ?? url.searchParams.get('q') ?? ''
        const counted = body.facets && { facets: [{ field: body.facets[0], buckets: [{ key: text, count: FOUND }], other_count: 0 }] }
        asked.push(`${counted ? 'facets ' : ''}${text}`)
        const answer = (): Response =>
          counted
            ? Response.json({ data: { ...counted, total_records: FOUND, elapsed_time: 0 } })
            : resultsOf(text, Number(url.searchParams.get('page') ?? 1), request.method === 'POST')
        if (!server.holds) return answer()
        return new Promise((resolve, reject) => {
          held.push({ text, signal: request.signal, answer: (response = answer()) => resolve(response) })
          request.signal.addEventListener('abort', () => reject(request.signal.reason))
        })
      },
    },
    { attempts: 1 },
  )
  disposals.push(it.client.dispose)
  const box = (options: SearchOptions = {}) => {
    const $found = searchAsYouType(it.client, search, { per_page: 10 }, options)
    disposals.push($found.listen(() => {}))
    return $found
  }
  /** Types, waits for the answer, and forgets what was asked for it. */
  const found = async ($found: ReturnType<typeof box>, text: string): Promise<void> => {
    $found.type(text)
    await it.advance(150)
    await until(() => $found.value.answered === text.trim() && !$found.value.fetching)
    asked.length = 0
  }
  return { ...it, asked, held, server, box, found }
}

describe('what is asked, and when', () => {
  test('a text is asked when it has stood still, without the blanks around it, and only the last one', async () => {
    const { box, asked, advance } = world()
    const $found = box()
    await turn()
    expect($found.value).toMatchObject({ status: 'idle', text: '', items: [] })
    $found.type('t')
    await advance(100)
    $found.type('ti ')
    expect($found.value).toMatchObject({ status: 'pending', text: 'ti ', fetching: false })
    await advance(149)
    expect(asked).toEqual([])
    await advance(1)
    await until(() => $found.value.status === 'success')
    expect(asked).toEqual(['ti'])
    expect($found.value).toMatchObject({ text: 'ti ', answered: 'ti', previous: false, totalCount: FOUND, hasMore: true })
    expect($found.value.items[0]?.content).toBe('ti')
  })

  test('nothing is sent for the same text twice: not with a blank more, not typed away and back, not from another box', async () => {
    const { box, found, asked, advance } = world()
    const $found = box()
    await found($found, 'tide')
    $found.type('tide ')
    expect($found.value).toMatchObject({ text: 'tide ', previous: false, status: 'success' })
    $found.type('tides')
    $found.type('tide')
    await advance(1_000)
    expect(asked).toEqual([])
    await found($found, 'tides')
    $found.type('tide')
    expect($found.value).toMatchObject({ answered: 'tide', previous: false, status: 'success' })
    const $other = box()
    await turn()
    $other.type('tides')
    expect($other.value).toMatchObject({ answered: 'tides', status: 'success' })
    await advance(1_000)
    expect(asked).toEqual([])
  })

  test('what is cleared is gone at once, and what was typed is not asked any more', async () => {
    const { box, found, asked, advance } = world()
    const $found = box()
    await found($found, 'tide')
    $found.type('tides')
    $found.type(' ')
    expect($found.value).toMatchObject({ status: 'idle', text: ' ', items: [], totalCount: null })
    await advance(1_000)
    expect(asked).toEqual([])
  })

  test('less than the least length asks nothing, and Enter does not wait', async () => {
    const { box, asked, advance } = world()
    const $found = box({ minLength: 3, wait: 400 })
    await turn()
    $found.type('ti')
    $found.submit()
    await advance(1_000)
    expect($found.value.status).toBe('idle')
    $found.type('tid')
    $found.submit()
    await until(() => $found.value.status === 'success')
    await advance(1_000)
    expect(asked).toEqual(['tid'])
  })

  test('nobody watches, nothing is sent', async () => {
    const { client, advance, asked } = world()
    const $found = searchAsYouType(client, search, {})
    $found.type('tide')
    await advance(1_000)
    expect(asked).toEqual([])
    const stop = $found.listen(() => {})
    await until(() => $found.value.status === 'success')
    expect(asked).toEqual(['tide'])
    stop()
  })

  test('what narrows the search is asked at once, and the same again is not', async () => {
    const { box, found, asked, advance, requests } = world()
    const $found = box()
    await found($found, 'tide')
    $found.narrow({ per_page: 10 })
    expect($found.value.previous).toBe(false)
    $found.narrow({ per_page: 10, entity_type: 'book' })
    expect($found.value).toMatchObject({ previous: true, answered: 'tide' })
    await until(() => !$found.value.previous)
    await advance(1_000)
    expect(asked).toEqual(['tide'])
    expect(requests).toHaveLength(2)
  })

  test('an operation that takes no text is refused', () => {
    const { client } = world()
    expect(() => searchAsYouType(client, getIndex, { id: 'i1' })).toThrow('takes no text')
  })
})

describe('what is shown', () => {
  test('what was found before stays, marked, until the next text is answered', async () => {
    const { box, found, held, server, advance } = world()
    const $found = box()
    await found($found, 'tide')
    server.holds = true
    $found.type('tides')
    expect($found.value).toMatchObject({ status: 'success', previous: true, answered: 'tide', fetching: false })
    await advance(150)
    expect($found.value).toMatchObject({ status: 'success', previous: true, answered: 'tide', fetching: true })
    expect($found.value.items).toHaveLength(10)
    held[0]?.answer()
    await until(() => !$found.value.previous)
    expect($found.value).toMatchObject({ answered: 'tides', fetching: false })
  })

  test('a request that is overtaken is aborted at once, and asked again where it is wanted again', async () => {
    const { box, held, server, advance, asked } = world()
    const $found = box()
    server.holds = true
    $found.type('ti')
    await advance(150)
    $found.type('tid')
    await advance(150)
    expect(held.map(({ text, signal }) => [text, signal.aborted])).toEqual([
      ['ti', true],
      ['tid', false],
    ])
    $found.type('ti')
    await advance(150)
    expect(asked).toEqual(['ti', 'tid', 'ti'])
    held[2]?.answer()
    await until(() => $found.value.answered === 'ti')
  })

  test('a request that somebody else waits for goes on', async () => {
    const { client, box, held, server, advance } = world()
    const $found = box()
    server.holds = true
    $found.type('ti')
    await advance(150)
    const $list = collection(client, search, { query: 'ti', per_page: 10 })
    disposals.push($list.listen(() => {}))
    $found.type('tid')
    await advance(150)
    expect(held[0]?.signal.aborted).toBe(false)
    held[0]?.answer()
    await until(() => $list.value.status === 'success')
    expect($found.value).toMatchObject({ status: 'pending', items: [] })
  })

  test('more of what was found is loaded, page by page, and not while it is what was found before', async () => {
    const { box, found, server, asked } = world()
    const $found = box()
    await found($found, 'tide')
    await $found.loadMore()
    expect($found.value.items).toHaveLength(20)
    await $found.loadMore()
    expect($found.value).toMatchObject({ hasMore: false, totalCount: FOUND })
    expect(new Set($found.value.keys).size).toBe(FOUND)
    server.holds = true
    asked.length = 0
    $found.type('tides')
    await $found.loadMore()
    expect(asked).toEqual([])
  })

  test('facets are counted beside, and stay until the next are here', async () => {
    const { box, held, server, advance, asked } = world()
    const $found = box({ facets: { operation: getFacets, fields: ['language'], limit: 8 } })
    await turn()
    $found.type('tide')
    await advance(150)
    await until(() => $found.value.facets.length > 0 && $found.value.status === 'success')
    expect(asked.toSorted()).toEqual(['facets tide', 'tide'])
    server.holds = true
    $found.type('tides')
    await advance(150)
    held[0]?.answer()
    await until(() => $found.value.answered === 'tides')
    expect($found.value.facets[0]?.buckets).toEqual([{ key: 'tide', count: FOUND }])
    held[1]?.answer()
    await until(() => $found.value.facets[0]?.buckets[0]?.key === 'tides')
    $found.type('')
    expect($found.value.facets).toEqual([])
  })

  test('facets that cannot be counted say why, and the rows are there all the same', async () => {
    const { box, held, server, advance } = world()
    const $found = box({ facets: { operation: getFacets, fields: ['shelf'] } })
    await turn()
    server.holds = true
    $found.type('tide')
    await advance(150)
    await until(() => held.length === 2)
    held[1]?.answer(Response.json({ errors: [{ status: '422', title: 'No such field' }] }, { status: 422 }))
    held[0]?.answer()
    await until(() => $found.value.facetsError !== undefined && $found.value.status === 'success')
    expect($found.value).toMatchObject({ facets: [], facetsError: { code: 'invalid' } })
    server.holds = false
    await $found.refetch()
    expect($found.value.facetsError).toBeUndefined()
    expect($found.value.facets).toHaveLength(1)
  })

  test('a refusal stands in the store, and the next text is asked without it', async () => {
    const { box, held, server, advance } = world()
    const $found = box()
    server.holds = true
    $found.type('"')
    await advance(150)
    held[0]?.answer(Response.json({ errors: [{ status: '400', title: 'No' }] }, { status: 400 }))
    await until(() => $found.value.status === 'error')
    expect($found.value).toMatchObject({ previous: false, error: { code: 'invalid' } })
    $found.type('"t')
    expect($found.value.status).toBe('pending')
    expect($found.value.error).toBeUndefined()
  })

  test('a list without pages is searched the same way', async () => {
    const { client, advance, requests } = world()
    const $found = searchAsYouType(client, autocomplete, { limit: 10 })
    disposals.push($found.listen(() => {}))
    await turn()
    $found.type(' ti')
    await advance(150)
    await until(() => $found.value.status === 'success')
    expect(requests).toEqual(['GET search/search/suggest?limit=10&q=ti'])
    expect($found.value).toMatchObject({ hasMore: false, totalCount: 10 })
    expect($found.value.keys).toEqual($found.value.items.map(({ unique_id }) => unique_id))
  })

  test('a list that is shown whole while nothing is typed', async () => {
    const it = dealWorld(0)
    it.server.rows = [1, 2, 3].map((number) => dealOf(number))
    const $found = searchAsYouType(it.client, listDeals, {}, { whole: true })
    disposals.push($found.listen(() => {}))
    await until(() => $found.value.status === 'success')
    expect($found.value).toMatchObject({ totalCount: 3, answered: '' })
    $found.type('deal')
    await it.advance(150)
    await until(() => $found.value.answered === 'deal')
    expect(it.requests.at(-1)).toContain('search=deal')
    $found.type('')
    expect($found.value).toMatchObject({ answered: '', previous: false, totalCount: 3 })
  })
})

test('nothing of an earlier user is shown, not even for a moment, and what a visitor typed stays', async () => {
  const { client, box, found, held, server, advance } = world()
  const $found = box()
  await found($found, 'tide')
  server.holds = true
  $found.type('tides')
  await advance(150)
  const states: string[] = []
  disposals.push($found.listen(({ status, items }) => void states.push(`${status} ${items.length}`)))
  client.keeper.begin({ accessToken: 't', refreshToken: 'r', expiresIn: 3_600 }, { unique_id: 'u1', email: 'ada@example.com' })
  expect([...new Set(states)]).toEqual(['pending 0'])
  expect($found.value).toMatchObject({ status: 'pending', text: 'tides' })
  await until(() => held.length > 1)
  held.at(-1)?.answer()
  await until(() => $found.value.status === 'success')
  client.keeper.end()
  expect($found.value).toMatchObject({ status: 'idle', text: '', items: [] })
})

test('late answers never overwrite newer ones, whatever the order', async () => {
  const step = fc.oneof(
    fc.record({ type: fc.constantFrom('t', 'ti', 'tid', 'tide', 'tides', 'sea', ' sea ', '') }),
    fc.record({ pass: fc.constantFrom(20, 100, 150, 1_200) }),
    fc.record({ answer: fc.nat(8), refused: fc.constantFrom(false, false, false, true) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const { box, held, server, advance } = world()
      const $found = box()
      server.holds = true
      /** When each text was typed last. */
      const typed = new Map<string, number>()
      let newest = -1
      let wrong = ''
      disposals.push(
        $found.listen(({ status, text, answered, previous, items }) => {
          if (items.length === 0) return
          const at = typed.get(answered) ?? -1
          if (items.some(({ content }) => content !== answered)) wrong ||= `rows of another text than ${answered}`
          if (!previous && answered !== text.trim()) wrong ||= `${answered} passes for ${text}`
          if (at < newest) wrong ||= `${answered} came after a text that was typed later`
          if (status === 'success') newest = Math.max(newest, at)
        }),
      )
      await turn()
      for (const [at, one] of steps.entries()) {
        if ('type' in one) {
          typed.set(one.type.trim(), at)
          $found.type(one.type)
          if (one.type === '') newest = -1
        } else if ('pass' in one) await advance(one.pass)
        else {
          const [request] = held.length > 0 ? held.splice(one.answer % held.length, 1) : []
          request?.answer(one.refused ? Response.json({ errors: [{ status: '400', title: 'No' }] }, { status: 400 }) : undefined)
          await turn()
        }
        expect(wrong).toBe('')
      }
      typed.set('the end', steps.length)
      $found.type('the end')
      server.holds = false
      await advance(150)
      for (const request of held) request.answer()
      await until(() => $found.value.status === 'success' && !$found.value.previous)
      expect($found.value).toMatchObject({ answered: 'the end', text: 'the end' })
      expect(wrong).toBe('')
      for (const dispose of disposals.splice(0)) dispose()
    }),
    { numRuns: 60 },
  )
}, 60_000)
