import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { onlineIn, presenceAfter } from './presenceRoll.ts'
import type { Present, PresenceRoll } from './presenceRoll.ts'

const user = (id: string, status: Present['status'] = 'online'): Present => ({
  unique_id: id,
  user_unique_id: id,
  display_name: `Name ${id}`,
  status,
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
})
const shown = (roll: PresenceRoll): string[] => roll.map(({ user_unique_id, status }) => `${user_unique_id} ${status}`)

describe('the roll of who is there', () => {
  it('has whoever is there first, then by name', () => {
    expect(shown(presenceAfter([], { event: 'state', users: [user('c', 'offline'), user('b'), user('a', 'away')] }))).toEqual([
      'a away',
      'b online',
      'c offline',
    ])
  })

  it('lets one come, be there otherwise, and go, and keeps who went as a member', () => {
    const here = presenceAfter([user('a')], { event: 'join', user: user('b') })
    expect(onlineIn(here)).toBe(2)
    const busy = presenceAfter(here, { event: 'update', user: { ...user('b', 'busy'), status_message: 'On deck' } })
    expect(busy[1]).toMatchObject({ status: 'busy', status_message: 'On deck' })
    const gone = presenceAfter(busy, { event: 'leave', user: { user_unique_id: 'a' } })
    expect(shown(gone)).toEqual(['b busy', 'a offline'])
    expect(onlineIn(gone)).toBe(1)
  })

  it('knows nothing of somebody unknown who goes', () => {
    const roll = [user('a')]
    expect(presenceAfter(roll, { event: 'leave', user: { user_unique_id: 'x' } })).toBe(roll)
  })

  it('has everybody once whatever is heard, and after a state only those', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd')
    const news = fc.oneof(
      fc.record({ event: fc.constantFrom('join' as const, 'update' as const), user: id.map((one) => user(one)) }),
      fc.record({ event: fc.constant('leave' as const), user: id.map((one) => user(one)) }),
      fc.record({ event: fc.constant('state' as const), users: fc.uniqueArray(id).map((ids) => ids.map((one) => user(one))) }),
    )
    fc.assert(
      fc.property(fc.array(news), (all) => {
        const there = new Map<string, boolean>()
        let roll: PresenceRoll = []
        for (const one of all) {
          roll = presenceAfter(roll, one)
          if (one.event === 'state') {
            there.clear()
            one.users.forEach((present) => there.set(present.user_unique_id, true))
          } else if (one.event !== 'leave') there.set(one.user.user_unique_id, true)
          else if (there.has(one.user.user_unique_id)) there.set(one.user.user_unique_id, false)
          expect(Object.fromEntries(roll.map(({ user_unique_id, status }) => [user_unique_id, status !== 'offline']))).toEqual(
            Object.fromEntries(there),
          )
          expect(onlineIn(roll)).toBe([...there.values()].filter(Boolean).length)
        }
      }),
    )
  })
})
