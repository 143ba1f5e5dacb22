import { addUser } from '../../auth/addUser.ts'
import { digestSecret } from '../../auth/secret.ts'
import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { foundCompany } from '../foundCompany.ts'
import { addMembership } from '../memberships.ts'
import { invitations, teams } from '../tables.ts'
import { colleagues, seededTeams } from './people.ts'

const day = 86_400_000
const blockworks = {
  code: 'BLOCKWORKS',
  name: 'Blockworks',
  url_id: 'blockworks',
  industry: 'Software',
  website: 'https://blockworks.example',
}
const museumOfMachines = { code: 'MUSEUM', name: 'Museum of Machines', url_id: 'museum-of-machines', industry: 'Culture' }
const [ada, grace] = [demoUsers.ada.unique_id, demoUsers.grace.unique_id]

/**
 * Plants the demo data of organisations: Ada's, with 14 people in four teams and invitations of every state; and one of Grace's, in
 * which Ada may only look on.
 *
 * @example
 * database.transaction(() => seedCompanies({ database, tenant: 'demo', now: Date.now, mint: randomUUID }))
 */
export function seedCompanies(place: Place): void {
  const works = foundCompany(earlier(place, 420), blockworks, ada).unique_id
  const museum = foundCompany(earlier(place, 90), museumOfMachines, grace).unique_id
  join(earlier(place, 400), works, grace, 'owner')
  join(earlier(place, 30), museum, ada, 'viewer')
  const people = new Map<string, string>()
  colleagues.forEach(({ role, ...person }, index) => {
    const then = earlier(place, 380 - index * 28)
    const id = addUser(then, person)
    people.set(person.first_name, id)
    join(then, works, id, role)
  })
  for (const { name, description, lead, others } of seededTeams) {
    const then = earlier(place, 60)
    const { unique_id } = createRow(then, teams, { name, description, company_id: works, department_id: null, status: 'active' })
    const member = (first: string, role: string): void => join(then, works, people.get(first) ?? '', role, unique_id)
    if (lead !== null) member(lead, 'lead')
    for (const first of others) member(first, 'member')
  }
  plantInvitations(place, works)
}

function join(place: Place, company_unique_id: string, user_unique_id: string, role: string, team_unique_id: string | null = null): void {
  addMembership(place, { company_unique_id, user_unique_id, role, team_unique_id })
}

const invited = [
  { email: 'margaret@blockworks.example', role: 'member', ago: 2, status: 'pending', message: 'We kept a desk by the window.' },
  { email: 'ken@blockworks.example', role: 'viewer', ago: 5, status: 'pending' },
  { email: 'frances@blockworks.example', role: 'member', ago: 156, status: 'accepted' },
  { email: 'charles@blockworks.example', role: 'admin', ago: 40, status: 'declined' },
  { email: 'blaise@blockworks.example', role: 'member', ago: 33, status: 'cancelled' },
  { email: 'herman@blockworks.example', role: 'viewer', ago: 70, status: 'expired' },
] as const

function plantInvitations(place: Place, organization_id: string): void {
  for (const { ago, status, ...given } of invited) {
    const then = earlier(place, ago)
    const answered = ['accepted', 'declined', 'cancelled'].includes(status) ? { [`${status}_at`]: instant(then.now() + day) } : {}
    const times = { sent_at: instant(then.now()), expires_at: instant(then.now() + 7 * day), ...answered }
    // No mail is left of them, and so no token that could be traded.
    const beside = { status, inviter_id: ada, digest: digestSecret(place.mint()), ...times }
    createRow(then, invitations, { ...given, organization_id }, beside)
  }
}

/** The same place, so many days ago. */
function earlier(place: Place, days: number): Place {
  return { ...place, now: () => place.now() - days * day }
}
