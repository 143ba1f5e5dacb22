import { demoUsers } from '../../seed/seedUsers.ts'

const person = (nick: string, number: number, name: string, bio: string): Person => ({
  nick,
  unique_id: `5eed0000-0000-4000-8000-0000000c${String(number).padStart(4, '0')}`,
  email: `${nick}@example.com`,
  display_name: name,
  bio,
})

/** Somebody of the demo community. Only Ada and Grace can sign in. */
export interface Person {
  readonly nick: string
  readonly unique_id: string
  readonly email: string
  readonly display_name: string
  readonly bio: string
}

/** Who writes in the demo community, by the short name that posts and comments use. */
export const community: readonly Person[] = [
  { nick: 'ada', ...demoUsers.ada, display_name: 'Ada Lovelace', bio: 'Counts the tides and writes down why.' },
  { nick: 'grace', ...demoUsers.grace, display_name: 'Grace Hopper', bio: 'Keeps the old radio alive.' },
  person('mateo', 1, 'Mateo Ruiz', 'Baker at the corner of Tanner Street. Up at three.'),
  person('ilse', 2, 'Ilse Brandt', 'Repairs bicycles and, on Sundays, opinions about bicycles.'),
  person('noor', 3, 'Noor Haddad', 'Grows tomatoes on a roof that was not built for it.'),
  person('tomasz', 4, 'Tomasz Wilk', 'Drives tram 4. Photographs everything beside the track.'),
  person('yuki', 5, 'Yuki Tanaka', 'Weaver. Asks how things are made.'),
  person('femi', 6, 'Femi Adeyemi', 'Teaches physics, tells it as gossip about atoms.'),
  person('lena', 7, 'Lena Koskinen', 'Swims in the harbour the whole year.'),
  person('omar', 8, 'Omar Said', 'Beekeeper on the library roof.'),
]
