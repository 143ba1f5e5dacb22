import { demoUsers } from '../../seed/seedUsers.ts'
import type { Text } from './twin.ts'

/** A user of the demo data. */
export interface Person {
  /** The account's own id for those who can sign in: identities are registered under it. */
  readonly unique_id?: string
  readonly email: string
  readonly display_name: string
  readonly status?: 'active' | 'inactive'
  readonly metadata?: Readonly<Record<string, unknown>>
  readonly contexts?: readonly Text[]
  readonly contents?: readonly (Text & { readonly content_type: string })[]
}

export const people: readonly Person[] = [
  {
    unique_id: demoUsers.ada.unique_id,
    email: demoUsers.ada.email,
    display_name: 'Ada Lovelace',
    metadata: { role: 'admin', language: 'en' },
    contexts: [
      {
        name: 'Work profile',
        text: 'Ada plans the maintenance of all machines. She likes short answers first and the reasons afterwards.',
      },
      { name: 'Travel', text: 'Ada takes Tram 1104 to the harbour on Tuesdays and the ferry on Wednesdays.' },
    ],
    contents: [
      {
        name: 'Notes on the analytical pump',
        content_type: 'note',
        text: 'The pump weaves water as the loom weaves leaves and flowers. Ask Greta whether the vane could be punched like a card.',
      },
    ],
  },
  {
    email: 'greta.lindqvist@example.com',
    display_name: 'Greta Lindqvist',
    metadata: { role: 'engineer', language: 'sv' },
    contexts: [
      {
        name: 'Work profile',
        text: 'Greta is responsible for the four pumps at the Old Dock. She prefers figures to adjectives and reads on a telephone.',
      },
      { name: 'Calendar habits', text: 'Greta keeps Thursday mornings free for maintenance. She is away every second week of July.' },
    ],
    contents: [
      {
        name: 'Notes on the acceptance run',
        content_type: 'note',
        text: 'The acceptance run takes six hours at full head. The insurer wants vibration below 2.8 mm/s, no seal may leak.',
      },
    ],
  },
  {
    email: 'yusuf.demir@example.com',
    display_name: 'Yusuf Demir',
    metadata: { role: 'technician' },
    contexts: [{ name: 'Certificates', text: 'Yusuf may work on ropes and switch low voltage; both certificates are valid until 2028.' }],
    contents: [{ name: 'Knots', content_type: 'article', text: 'The bowline holds under load and opens by hand. Teach it first.' }],
  },
  { email: 'ines.carvalho@example.com', display_name: 'Ines Carvalho', metadata: { role: 'lead' } },
  { email: 'marta.nowak@example.com', display_name: 'Marta Nowak', metadata: { role: 'weaver' } },
  { email: 'kurt.brandl@example.com', display_name: 'Kurt Brandl', status: 'inactive' },
  { email: 'adaeze.okafor@example.com', display_name: 'Adaeze Okafor' },
]
