/** What is sold in the demo. */
export interface SeedProduct {
  readonly sku: string
  readonly name: string
  readonly description: string
  readonly category: string
  /** In euro cents. */
  readonly price: number
  /** What each warehouse holds, in their order. */
  readonly held: readonly number[]
  readonly reserved?: number
  readonly status?: 'active' | 'inactive' | 'trash'
  readonly variations?: readonly (readonly [name: string, options: Readonly<Record<string, string>>])[]
  readonly pictured?: boolean
}

/** Categories by name, each under the one it names. */
export const categoryTree: readonly (readonly [name: string, parent?: string])[] = [
  ['Rope'],
  ['Mooring lines', 'Rope'],
  ['Halyards', 'Rope'],
  ['Clothing'],
  ['Lights and signals'],
  ['Below deck'],
]

export const warehouseRows = [
  { name: 'Quay 3', address: 'Quay 3, by the crane' },
  { name: 'Old customs house', address: 'Customs Lane 1' },
]

const sizes = ['S', 'M', 'L'].map((size) => [`Size ${size}`, { size }] as const)

export const shelves: readonly SeedProduct[] = [
  {
    sku: 'ML-12',
    name: 'Mooring line 12 mm',
    description: 'Three strands, stretches gently',
    category: 'Mooring lines',
    price: 2_490,
    held: [40, 12],
    pictured: true,
  },
  {
    sku: 'ML-16',
    name: 'Mooring line 16 mm',
    description: 'For boats over nine metres',
    category: 'Mooring lines',
    price: 3_990,
    held: [18, 0],
    reserved: 4,
  },
  {
    sku: 'ML-20',
    name: 'Mooring line 20 mm',
    description: 'For what weighs more than it should',
    category: 'Mooring lines',
    price: 5_450,
    held: [3, 2],
  },
  {
    sku: 'HY-08',
    name: 'Halyard 8 mm',
    description: 'Little stretch, easy on the hands',
    category: 'Halyards',
    price: 310,
    held: [900, 450],
  },
  { sku: 'HY-10', name: 'Halyard 10 mm', description: 'Little stretch, for larger sails', category: 'Halyards', price: 420, held: [600] },
  { sku: 'SP-01', name: 'Splicing fid', description: 'Ash wood, oiled', category: 'Rope', price: 1_850, held: [0, 0] },
  {
    sku: 'JK-01',
    name: 'Watch jacket',
    description: 'Keeps out wind and spray',
    category: 'Clothing',
    price: 18_900,
    held: [4],
    variations: sizes,
    pictured: true,
  },
  {
    sku: 'JK-02',
    name: 'Rain smock',
    description: 'Pulled over the head, with a hood',
    category: 'Clothing',
    price: 9_900,
    held: [],
    variations: sizes,
  },
  {
    sku: 'CP-01',
    name: 'Wool cap',
    description: 'Knitted in the harbour',
    category: 'Clothing',
    price: 2_200,
    held: [25],
    variations: [
      ['Navy', { colour: 'navy' }],
      ['Grey', { colour: 'grey' }],
    ],
  },
  {
    sku: 'GL-01',
    name: 'Deck gloves',
    description: 'Leather palms, short fingers',
    category: 'Clothing',
    price: 2_750,
    held: [14, 6],
    variations: sizes,
  },
  {
    sku: 'LN-01',
    name: 'Anchor light',
    description: 'Two nautical miles, half a watt',
    category: 'Lights and signals',
    price: 6_400,
    held: [9, 9],
    pictured: true,
  },
  {
    sku: 'LN-02',
    name: 'Hand torch',
    description: 'Floats and finds its way up',
    category: 'Lights and signals',
    price: 3_150,
    held: [31],
  },
  { sku: 'SG-01', name: 'Foghorn', description: 'By mouth; is heard for a mile', category: 'Lights and signals', price: 1_290, held: [2] },
  {
    sku: 'SG-02',
    name: 'Signal mirror',
    description: 'With a hole to aim through',
    category: 'Lights and signals',
    price: 890,
    held: [60, 20],
  },
  {
    sku: 'SG-03',
    name: 'Bell, brass',
    description: 'Eight inches, with a lanyard',
    category: 'Lights and signals',
    price: 14_500,
    held: [1],
    status: 'inactive',
  },
  {
    sku: 'BD-01',
    name: 'Kettle with a gimbal',
    description: 'Stays level when the boat does not',
    category: 'Below deck',
    price: 7_900,
    held: [6, 1],
  },
  { sku: 'BD-02', name: 'Chart lamp', description: 'Red light, on a long neck', category: 'Below deck', price: 4_900, held: [8] },
  { sku: 'BD-03', name: 'Barometer', description: 'Brass, set at the factory', category: 'Below deck', price: 12_900, held: [5] },
  {
    sku: 'BD-04',
    name: 'Tide clock',
    description: 'One hand, twelve hours and twenty-five minutes',
    category: 'Below deck',
    price: 5_900,
    held: [11],
  },
  { sku: 'XX-99', name: 'Tar, by the bucket', description: 'No longer sold', category: 'Rope', price: 990, held: [2], status: 'trash' },
]
