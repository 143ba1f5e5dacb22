import { boatPng, pdf, tone } from '../../seed/drawings.ts'

/** An asset of the demo. */
export interface SeedAsset {
  readonly given: {
    readonly name: string
    readonly description?: string
    readonly tags?: readonly string[]
    readonly status?: 'active' | 'inactive' | 'retired' | 'lost'
    readonly condition?: 'new' | 'good' | 'fair' | 'poor'
    readonly serial_number?: string
    readonly purchase_date?: string
    readonly purchase_price?: number
    readonly current_value?: number
    readonly location?: string
  }
  readonly file?: {
    readonly name: string
    readonly type: string
    readonly bytes: () => Uint8Array
    readonly size?: readonly [number, number]
  }
  /** Views and downloads of the last days, today first. */
  readonly use?: readonly (readonly [views: number, downloads: number])[]
  readonly collection?: string
}

export const collectionNames = ['Autumn brochure', 'Aboard the Kestrel', 'Nothing yet']

const picture = (name: string): NonNullable<SeedAsset['file']> => ({ name, type: 'image/png', bytes: boatPng, size: [96, 64] })
const busy = [
  [14, 3],
  [9, 1],
  [22, 6],
  [4, 0],
  [11, 2],
] as const

export const shed: readonly SeedAsset[] = [
  {
    given: { name: 'Kestrel under the sun', tags: ['boat', 'brochure'] },
    file: picture('kestrel.png'),
    use: busy,
    collection: 'Autumn brochure',
  },
  {
    given: { name: 'Kestrel, small', tags: ['boat'] },
    file: picture('kestrel-small.png'),
    use: busy.slice(2),
    collection: 'Autumn brochure',
  },
  { given: { name: 'Harbour drawing', tags: ['harbour', 'brochure'] }, file: picture('harbour.png'), collection: 'Autumn brochure' },
  {
    given: { name: 'Price list', tags: ['brochure', 'print'] },
    file: { name: 'prices.pdf', type: 'application/pdf', bytes: () => pdf('Prices from October') },
    use: busy.slice(3),
    collection: 'Autumn brochure',
  },
  {
    given: { name: 'Foghorn, recorded', tags: ['sound'] },
    file: { name: 'foghorn.wav', type: 'audio/wav', bytes: () => tone(110, 0.6) },
    use: busy.slice(1, 3),
  },
  { given: { name: 'Bell, recorded', tags: ['sound'] }, file: { name: 'bell.wav', type: 'audio/wav', bytes: () => tone(880, 0.4) } },
  {
    given: {
      name: 'Sextant',
      serial_number: 'SX-1931',
      condition: 'good',
      purchase_date: '2019-04-02',
      purchase_price: 640,
      current_value: 700,
      location: 'Chart table',
    },
    use: busy.slice(4),
    collection: 'Aboard the Kestrel',
  },
  {
    given: {
      name: 'Outboard motor',
      serial_number: 'OB-77120',
      condition: 'fair',
      purchase_date: '2021-05-11',
      purchase_price: 1_980,
      current_value: 900,
      location: 'Lazarette',
      tags: ['motor'],
    },
    collection: 'Aboard the Kestrel',
  },
  {
    given: {
      name: 'Life raft',
      serial_number: 'LR-4-0092',
      condition: 'new',
      purchase_date: '2025-03-20',
      purchase_price: 1_450,
      location: 'Coach roof',
      tags: ['safety'],
    },
    collection: 'Aboard the Kestrel',
  },
  {
    given: { name: 'Hand-held radio', serial_number: 'VHF-3381', condition: 'good', location: 'Companionway', tags: ['radio', 'safety'] },
    collection: 'Aboard the Kestrel',
  },
  { given: { name: 'Old mainsail', condition: 'poor', status: 'retired', location: 'Loft' } },
  { given: { name: 'Boat hook', condition: 'fair', status: 'lost', description: 'Last seen in the roads' } },
  { given: { name: 'Storm jib', condition: 'new', location: 'Sail locker', tags: ['sail'] } },
  { given: { name: 'Genoa', condition: 'good', location: 'Sail locker', tags: ['sail'] } },
  { given: { name: 'Spinnaker', condition: 'good', location: 'Sail locker', tags: ['sail'] } },
  { given: { name: 'Dinghy', serial_number: 'DG-8', condition: 'fair', location: 'Foredeck', tags: ['boat'] } },
  { given: { name: 'Anchor, second', condition: 'good', location: 'Lazarette' } },
  { given: { name: 'Workbench', condition: 'fair', status: 'inactive', location: 'Shed' } },
]
