import { boatPng, pdf, tone } from '../../seed/drawings.ts'

/** A file of the demo. */
export interface SeedFile {
  readonly name: string
  readonly type: string
  readonly bytes: () => Uint8Array
  readonly folder?: string
  readonly category?: string
  readonly tags?: readonly string[]
  readonly description?: string
  readonly status?: 'review' | 'active'
  readonly access_level?: 'private' | 'public'
  /** Days ago. */
  readonly age: number
  /** Newer bytes of it, oldest first. */
  readonly newer?: readonly string[]
}

const text = (content: string) => (): Uint8Array => new TextEncoder().encode(content)

/** Folders by name, each under the one it names. */
export const folderNames: readonly (readonly [name: string, parent?: string])[] = [
  ['Harbour'],
  ['Berths', 'Harbour'],
  ['Sounds'],
  ['Empty so far'],
]

export const categoryRows = [
  { name: 'Contracts', code: 'CONTRACTS', description: 'Signed by two sides', display_order: 1 },
  { name: 'Pictures', code: 'PICTURES', display_order: 2 },
  { name: 'Measurements', code: 'MEASUREMENTS', description: 'Tables of what was read off', display_order: 3 },
]

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September']

const tides: readonly SeedFile[] = months.map((month, at) => ({
  name: `tides-2025-${String(at + 1).padStart(2, '0')}.csv`,
  type: 'text/csv',
  bytes: text(
    `day,high,low\n${[1, 8, 15, 22].map((day) => `${day},${(3.1 + at / 10 + day / 50).toFixed(2)},${(0.4 + day / 90).toFixed(2)}`).join('\n')}\n`,
  ),
  folder: 'Harbour',
  category: 'MEASUREMENTS',
  tags: ['tides'],
  description: `High and low water in ${month}`,
  status: 'active',
  age: 90 - at * 8,
}))

/** Ada's files. */
export const cabinet: readonly SeedFile[] = [
  ...tides,
  {
    name: 'boat.png',
    type: 'image/png',
    bytes: boatPng,
    folder: 'Harbour',
    category: 'PICTURES',
    tags: ['boat'],
    status: 'active',
    access_level: 'public',
    age: 40,
  },
  {
    name: 'berth-14-lease.pdf',
    type: 'application/pdf',
    bytes: () => pdf('Lease of berth 14, from May to October'),
    folder: 'Berths',
    category: 'CONTRACTS',
    tags: ['lease', 'boat'],
    status: 'active',
    age: 38,
  },
  {
    name: 'berth-15-lease.pdf',
    type: 'application/pdf',
    bytes: () => pdf('Lease of berth 15, the whole year'),
    folder: 'Berths',
    category: 'CONTRACTS',
    tags: ['lease'],
    age: 12,
  },
  {
    name: 'foghorn.wav',
    type: 'audio/wav',
    bytes: () => tone(110, 1),
    folder: 'Sounds',
    tags: ['fog'],
    status: 'active',
    access_level: 'public',
    age: 30,
  },
  { name: 'bell.wav', type: 'audio/wav', bytes: () => tone(880, 0.4), folder: 'Sounds', age: 29 },
  {
    name: 'watch-plan.md',
    type: 'text/markdown',
    bytes: text('# Watch\n\n* Monday: Ada\n* Tuesday: Grace\n'),
    newer: ['# Watch\n\n* Monday: Ada\n* Tuesday: Ada\n', '# Watch\n\n* Monday: Grace\n* Tuesday: Ada\n* Wednesday: both\n'],
    description: 'Who is on watch',
    status: 'active',
    age: 20,
  },
  { name: 'radio.json', type: 'application/json', bytes: text('{"channel":12,"call":"KESTREL"}\n'), tags: ['radio'], age: 9 },
  { name: 'letter to the pilots.txt', type: 'text/plain', bytes: text('Dear pilots,\n\nplease mind the sandbank that moved.\n'), age: 2 },
]
