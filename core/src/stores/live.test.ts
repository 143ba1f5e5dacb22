import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createComment, likePost, listComments, listPosts } from '../blocks/content.ts'
import type { Post } from '../blocks/content.ts'
import { createDeal, getContact, listContacts, listDeals, updateContact, updateDealStage } from '../blocks/crm.ts'
import type { Contact } from '../blocks/crm.ts'
import {
  createAgentRun,
  createAgentThread,
  createEntityConversation,
  entityChat,
  getAgentRun,
  listAgents,
  listEntities,
} from '../blocks/jarvis.ts'
import { call, collection, conversation, job, mutation, query } from '../index.ts'
import { until } from '../testing/index.ts'
import type { RecordOf } from '../index.ts'
import type { TestClient } from '../testing/index.ts'
import { liveWorld, watch, within } from './liveWorld.test.ts'
import type { LiveWorld } from './liveWorld.test.ts'

interface Two {
  readonly world: LiveWorld
  readonly ada: TestClient
  readonly grace: TestClient
  /** What both look at. */
  readonly id: string
}

/** Two users; the first wants to see what the second does to a contact. */
async function contact(): Promise<Two> {
  const world = liveWorld()
  const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
  const { items } = await call(ada.client, listContacts, {})
  return { world, ada, grace, id: items[0]?.unique_id ?? '' }
}

/** Until reads hear of changes, and what they may have missed has been read. */
async function hearing(world: LiveWorld, { client }: TestClient): Promise<void> {
  await until(() => [...client.scheduler.reads()].some((read) => read.live() && read.rhythm().interval === null))
  await world.advance(1_000)
}

describe('a live read', () => {
  it("shows another's edit as it happens, in lists and records alike", async () => {
    const { world, ada, grace, id } = await contact()
    const $contacts = collection(ada.client, listContacts, {}, { live: true })
    const $contact = query(ada.client, getContact, { id })
    watch($contacts)
    watch($contact)
    await hearing(world, ada)
    await call(grace.client, updateContact, { id, first_name: 'Fogbound' })
    await until(() => $contacts.value.items.some((one) => one.unique_id === id && one.first_name === 'Fogbound'))
    expect($contact.value.data?.first_name).toBe('Fogbound')
  })

  it("shows another's like and comment as they happen, and whose like it is", async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const { items } = await call(grace.client, listPosts, { status: 'published' })
    const id = items.find(({ liked }) => !liked)?.unique_id ?? ''
    const $posts = collection(ada.client, listPosts, {}, { live: true })
    const $comments = collection(ada.client, listComments, { id }, { live: true })
    watch($posts)
    watch($comments)
    await hearing(world, ada)
    const post = (): RecordOf<typeof Post> | undefined => $posts.value.items.find(({ unique_id }) => unique_id === id)
    const { likes_count = 0, liked } = post() ?? {}
    await call(grace.client, likePost, { id })
    await until(() => post()?.likes_count === likes_count + 1)
    expect(post()?.liked).toBe(liked)
    await call(grace.client, createComment, { id, body: 'I saw it.' })
    await until(() => $comments.value.items.some(({ body }) => body === 'I saw it.'))
  })

  it('moves a card when another moves it, and counts one more when another makes it', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const $deals = collection(ada.client, listDeals, {}, { live: true })
    watch($deals)
    await hearing(world, ada)
    const { unique_id: id = '', stage, value } = $deals.value.items[0] ?? {}
    const next = stage === 'proposal' ? 'negotiation' : 'proposal'
    const total = $deals.value.totalCount ?? 0
    await call(grace.client, updateDealStage, { id, stage: next })
    await until(() => $deals.value.items.find(({ unique_id }) => unique_id === id)?.stage === next)
    await call(grace.client, createDeal, { name: 'Tide gauge', ...(value !== undefined && { value }) })
    await within(world, 2_000, () => $deals.value.totalCount === total + 1)
  })

  it('stands in the list it was moved to as soon as that is heard, before either list was read again', async () => {
    const world = liveWorld()
    const [ada, grace] = [await world.signIn('ada'), await world.signIn('grace')]
    const $from = collection(ada.client, listDeals, { stage: 'discovery', sort: '-value' }, { live: true })
    const $to = collection(ada.client, listDeals, { stage: 'proposal', sort: '-value' }, { live: true })
    watch($from)
    watch($to)
    await hearing(world, ada)
    await until(() => !$from.value.fetching && !$to.value.fetching)
    const [deal] = $from.value.items
    const there = $to.value.totalCount ?? 0
    await world.lay([{ match: 'GET /v1/crm/opportunities', fault: 'delay=60000' }])
    await call(grace.client, updateDealStage, { id: deal?.unique_id ?? '', stage: 'proposal' })
    await until(() => $to.value.items.some(({ unique_id }) => unique_id === deal?.unique_id))
    expect($from.value.items.some(({ unique_id }) => unique_id === deal?.unique_id)).toBe(false)
    expect($to.value.totalCount).toBe(there + 1)
    const values = $to.value.items.map(({ value }) => Number(value))
    expect(values).toEqual(values.toSorted((a, b) => b - a))
    await world.lay([])
    const told = await call(grace.client, listDeals, { stage: 'proposal', sort: '-value' })
    await within(world, 90_000, () => !$to.value.fetching && !$from.value.fetching)
    expect($to.value.items.map(({ unique_id }) => unique_id)).toEqual(told.items.map(({ unique_id }) => unique_id))
  })

  it('shows in a conversation what was said, and answered, on another machine', async () => {
    const world = liveWorld(['realtime', 'jarvis'])
    const [desk, phone] = [await world.signIn('ada'), await world.signIn('ada')]
    const { items } = await call(desk.client, listEntities, { search: 'Harbour Pump 3' })
    const id = items[0]?.unique_id ?? ''
    const { unique_id: conv_id } = await call(desk.client, createEntityConversation, { id, title: 'Test' })
    const $chat = conversation(desk.client, entityChat, { id, conv_id }, { live: true })
    watch($chat)
    await until(() => $chat.value.history === 'success')
    await hearing(world, desk)
    const said = conversation(phone.client, entityChat, { id, conv_id }).send('What does the pump need?')
    await within(world, 60_000, () => $chat.value.messages.length === 2)
    await said
    await within(world, 5_000, () => $chat.value.messages.every(({ content }) => content !== ''))
    expect($chat.value.messages.map(({ role, content }) => [role, content])[0]).toEqual(['user', 'What does the pump need?'])
    expect($chat.value.status).toBe('idle')
  })

  it('hears how far a job is, and asks only what it heard of', async () => {
    const world = liveWorld(['realtime', 'jarvis'])
    const ada = await world.signIn('ada')
    const { items } = await call(ada.client, listAgents, {})
    const agent = { id: items[0]?.unique_id ?? '' }
    const { unique_id: thread_id } = await call(ada.client, createAgentThread, { ...agent, title: 'Plan' })
    const thread = { ...agent, thread_id }
    const { unique_id: run_id } = await call(ada.client, createAgentRun, { ...thread, message: 'What is to be done this week?' })
    const $run = job(ada.client, getAgentRun, { ...thread, run_id }, { live: true })
    const states = watch($run)
    const reads = (): number => ada.requests.filter((request) => request.startsWith(`GET jarvis/agents/${agent.id}/threads`)).length
    await until(() => [...ada.client.scheduler.reads()].some((read) => read.live() && read.rhythm().interval === null))
    await until(() => $run.value.status === 'queued')
    // The clock goes on when nothing is read any more: an answer that is late in real time would tell of what came next.
    for (let passed = 0; passed < 60_000 && $run.value.status !== 'succeeded'; passed += 100) {
      await world.advance(100)
      await until(() => [...ada.client.scheduler.reads()].every((read) => !read.reading()))
    }
    expect([...new Set(states.map(({ status }) => status))]).toEqual(['pending', 'queued', 'running', 'succeeded'])
    // At first, when changes began to be heard of, when it began and when it ended: fewer than any clock would ask.
    expect(reads()).toBeLessThanOrEqual(4)
    const asked = reads()
    await world.advance(60_000)
    expect(reads()).toBe(asked)
  })

  it('asks nothing more for what it wrote itself', async () => {
    const { world, ada, id } = await contact()
    const $contacts = collection(ada.client, listContacts, {}, { live: true })
    watch($contacts)
    await hearing(world, ada)
    const before = ada.requests.length
    await mutation(ada.client, updateContact).mutate({ id, first_name: 'Mine' })
    await world.advance(2_000)
    expect(ada.requests.slice(before)).toEqual([`PUT crm/contacts/${id}`, 'GET crm/contacts?page=1'])
  })

  it('asks twice a second at most while changes pour in, and has the last of them', async () => {
    const { world, ada, grace, id } = await contact()
    const $contacts = collection(ada.client, listContacts, {}, { live: true })
    watch($contacts)
    await hearing(world, ada)
    const before = ada.requests.length
    for (let at = 0; at < 50; at += 1) await call(grace.client, updateContact, { id, first_name: `title ${at}` })
    await within(world, 2_000, () => $contacts.value.items.find(({ unique_id }) => unique_id === id)?.first_name === 'title 49')
    await world.advance(1_000)
    expect(ada.requests.length - before).toBeLessThanOrEqual(4)
  })

  it('rests between its reads also where each is still under way when the next change comes', async () => {
    const { world, ada, grace, id } = await contact()
    const $contacts = collection(ada.client, listContacts, {}, { live: true })
    watch($contacts)
    await hearing(world, ada)
    await world.lay([{ match: 'GET /v1/crm/contacts', fault: 'delay=100' }])
    const before = ada.requests.length
    for (let at = 0; at < 40; at += 1) {
      await call(grace.client, updateContact, { id, first_name: `title ${at}` })
      await world.advance(50)
    }
    // In two seconds; without a rest it would be twenty.
    expect(ada.requests.length - before).toBeLessThanOrEqual(6)
    await within(world, 2_000, () => $contacts.value.items.find(({ unique_id }) => unique_id === id)?.first_name === 'title 39')
  })

  it('does not believe news that are older than what it wrote itself', async () => {
    const { world, ada, grace, id } = await contact()
    const $contacts = collection(ada.client, listContacts, {}, { live: true })
    watch($contacts)
    await hearing(world, ada)
    const titles: (string | undefined)[] = []
    const look = (): void => void titles.push($contacts.value.items.find(({ unique_id }) => unique_id === id)?.first_name)
    const theirs = call(grace.client, updateContact, { id, first_name: 'hers' })
    const ours = mutation(ada.client, updateContact).mutate({ id, first_name: 'mine' })
    const off = $contacts.subscribe(look)
    await Promise.all([theirs, ours])
    const { first_name: now } = await call(grace.client, getContact, { id })
    await within(world, 2_000, () => titles.at(-1) === now)
    await world.advance(2_000)
    off()
    expect(titles.at(-1)).toBe(now)
    // Once shown, one's own is not taken back but by what came after it.
    expect(titles.slice(titles.indexOf('mine')).filter((one, at, all) => one !== all[at - 1])).toEqual(
      now === 'mine' ? ['mine'] : ['mine', 'hers'],
    )
  })

  it('equals the server after the line was cut during a hundred changes', async () => {
    const { world, ada, grace, id } = await contact()
    const posts = await call(grace.client, listPosts, { status: 'published' })
    const post = { id: posts.items[0]?.unique_id ?? '' }
    const $contacts = collection(ada.client, listContacts, {}, { live: true })
    const $comments = collection(ada.client, listComments, post, { live: true })
    watch($contacts)
    watch($comments)
    await hearing(world, ada)
    world.cut(5_000)
    for (let at = 0; at < 50; at += 1) {
      await call(grace.client, updateContact, { id, first_name: `name ${at}` })
      await call(grace.client, createComment, { ...post, body: `comment ${at}` })
      await world.advance(100)
    }
    const told = await call(grace.client, listComments, post)
    await within(world, 90_000, () => $comments.value.totalCount === told.totalCount)
    await within(world, 60_000, () => $contacts.value.items.some((one) => one.unique_id === id && one.first_name === 'name 49'))
    expect($comments.value.keys).toEqual([...new Set($comments.value.keys)])
    expect($comments.value.items.map(({ body }) => body)).toEqual(told.items.map(({ body }) => body))
  })

  it('is read every fifteen seconds where there are no sockets, and not at all where nobody watches', async () => {
    const { world, ada, grace, id } = await contact()
    world.cut(3_600_000)
    const $contact = query(ada.client, getContact, { id }, { live: true })
    const off = $contact.subscribe(() => {})
    await until(() => $contact.value.status === 'success')
    await call(grace.client, updateContact, { id, first_name: 'By courier' })
    await within(world, 20_000, () => $contact.value.data?.first_name === 'By courier')
    off()
    await world.advance(2_000)
    const asked = (): number => ada.requests.filter((request) => request.startsWith('GET crm')).length
    const before = asked()
    await world.advance(60_000)
    expect(asked()).toBe(before)
  })

  it('has one subscription, and one socket, however many watch', async () => {
    const { world, ada, grace, id } = await contact()
    const $all = Array.from({ length: 200 }, () => collection(ada.client, listContacts, {}, { live: true }))
    const states = $all.map(watch)
    await hearing(world, ada)
    expect(ada.requests.filter((request) => request.includes('ws_tokens'))).toHaveLength(1)
    await call(grace.client, updateContact, { id, first_name: 'For all' })
    await until(() => states.every((seen) => seen.at(-1)?.items.some(({ first_name }) => first_name === 'For all')))
    await world.advance(0)
  })

  it('equals the server at the end, whatever the two do in whichever order', async () => {
    const does = fc.constantFrom('hers', 'mine', 'wait', 'cut')
    await fc.assert(
      fc.asyncProperty(fc.array(does, { minLength: 1, maxLength: 12 }), async (steps) => {
        const { world, ada, grace, id } = await contact()
        const $contacts = collection(ada.client, listContacts, {}, { live: true })
        watch($contacts)
        await until(() => $contacts.value.status === 'success')
        const work: Promise<unknown>[] = []
        for (const [at, step] of steps.entries()) {
          if (step === 'hers') work.push(call(grace.client, updateContact, { id, first_name: `hers ${at}` }))
          else if (step === 'mine') work.push(mutation(ada.client, updateContact).mutate({ id, first_name: `mine ${at}` }))
          else if (step === 'cut') world.cut()
          else await world.advance(300)
        }
        await Promise.all(work)
        await world.advance(20_000)
        const { items } = await call(grace.client, listContacts, {})
        const name = ({ unique_id, first_name }: RecordOf<typeof Contact>): string => `${unique_id} ${first_name}`
        expect($contacts.value.items.map(name)).toEqual(items.map(name))
      }),
      { numRuns: 15 },
    )
  })
})
