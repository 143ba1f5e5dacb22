import type { Place } from '../../database/place.ts'
import { addRow, createRow, instant } from '../../database/rows.ts'
import { keepAuthor } from '../authors.ts'
import { filePost } from '../filings.ts'
import { like } from '../likeHandlers.ts'
import { placeIn } from '../seriesOrder.ts'
import { categories, comments, posts, series, tags } from '../tables.ts'
import { addVersion, publishVersion } from '../versions.ts'
import { community } from './people.ts'
import { earlierPosts } from './earlierPosts.ts'
import type { PlantedPost } from './plantedPost.ts'
import { recentPosts } from './recentPosts.ts'
import { plantedSeries, shortWords, threads } from './threads.ts'
import type { Said } from './threads.ts'

const hour = 3_600_000
const planted = [...recentPosts, ...earlierPosts]

/** Where something stands in the demo: the place at an earlier time. */
const ago = (place: Place, ms: number): Place => ({ ...place, now: () => place.now() - ms })

/**
 * Plants a small, talkative community: ten people, forty posts and two drafts, threads, likes, series, tags and categories.
 *
 * @example
 * database.transaction(() => seedContent({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedContent(place: Place): void {
  const long = ago(place, 600 * hour)
  const people = new Map(community.map((person) => [person.nick, keepAuthor(long, person)]))
  const personOf = (nick: string): string => people.get(nick) ?? ''
  const tagIds = plantTags(long)
  const shelves = plantCategories(long)
  const ids = new Map<string, string>()
  for (const one of planted.toReversed()) {
    const id = plantPost(place, one, personOf(one.by))
    ids.set(one.title, id)
    filePost(place, id, {
      tag_unique_ids: one.tags.flatMap((tag) => tagIds.get(tag) ?? []),
      category_unique_ids: [shelves.get(one.category) ?? ''].filter((shelf) => shelf !== ''),
    })
  }
  planted.forEach((one, index) => {
    const id = ids.get(one.title) ?? ''
    if (one.draft === true) return
    plantTalk(place, id, one, index, personOf)
    for (const [at, nick] of [...people.keys()].entries()) {
      // Spread over the posts without chance: every post has some likes and none has everybody's.
      if (nick !== one.by && (index * 7 + at * 5) % 11 < 3 + (index % 4))
        like(ago(place, (one.hours * hour) / (at + 2)), id, personOf(nick))
    }
  })
  for (const { by, posts: titles, ...told } of plantedSeries) {
    const slug = told.title.toLowerCase().replaceAll(' ', '-')
    const beside = { visibility: 'public', slug, status: 'active', enabled: 'true', user_unique_id: personOf(by) }
    const { unique_id } = createRow(long, series, told, beside)
    for (const title of titles) placeIn(place, unique_id, ids.get(title) ?? '')
  }
}

function plantTags(place: Place): Map<string, string> {
  const names = [...new Set(planted.flatMap((one) => one.tags))].sort()
  return new Map(names.map((name) => [name, createRow(place, tags, { name }, { name_key: name }).unique_id]))
}

function plantCategories(place: Place): Map<string, string> {
  const shelf = (name: string, description: string, parent_id: string | null): string =>
    createRow(place, categories, { name, description, parent_id }).unique_id
  const making = shelf('Making', 'What hands do.', null)
  const around = shelf('Around here', 'What can be seen from a tram.', null)
  return new Map([
    ['Workshop', shelf('Workshop', 'Tools, looms, bicycles, radios.', making)],
    ['Kitchen', shelf('Kitchen', 'What can be eaten.', making)],
    ['Town', shelf('Town', 'Streets, trams, people.', around)],
    ['Outdoors', shelf('Outdoors', 'Water, roofs, gardens.', around)],
    ['Science', shelf('Science', 'Why it is so.', null)],
  ])
}

function plantPost(place: Place, { hours, title, content, earlier = [], draft }: PlantedPost, owner_id: string): string {
  const id = place.mint()
  const at = instant(place.now() - hours * hour)
  addRow(place, posts, id, { title, content }, { status: 'draft', owner_id, created_at: at, updated_at: at })
  for (const [index, text] of [...earlier, content].entries()) {
    const then = ago(place, (hours - index) * hour)
    const version = addVersion(then, id, { title, content: text })
    if (draft !== true) publishVersion(then, id, version)
  }
  return id
}

function plantTalk(
  place: Place,
  post_id: string,
  { title, by, hours }: PlantedPost,
  index: number,
  personOf: (nick: string) => string,
): void {
  const nicks = community.map(({ nick }) => nick).filter((nick) => nick !== by)
  const short = [0, 1].slice(0, index % 3).map((turn): Said => {
    const words = shortWords[(index + turn * 2) % shortWords.length] ?? ''
    return { by: nicks[(index * 2 + turn) % nicks.length] ?? by, text: words, replies: [] }
  })
  const all = threads[title] ?? short
  const total = count(all)
  let told = 0
  const say = ({ by: nick, text, replies }: Said, parent_id: string | null): void => {
    told += 1
    // Between the post and now, in the order of the talk.
    const at = instant(place.now() - hours * hour * (1 - told / (total + 1)))
    const beside = { post_id, user_id: personOf(nick), created_at: at, updated_at: at }
    const { unique_id } = createRow(place, comments, { body: text, parent_id }, beside)
    for (const reply of replies) say(reply, unique_id)
  }
  for (const one of all) say(one, null)
}

function count(said: readonly Said[]): number {
  return said.reduce((sum, { replies }) => sum + 1 + count(replies), 0)
}
