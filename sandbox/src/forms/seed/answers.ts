/** Who answered the demo's forms. */
export const people = [
  'Mina Okafor',
  'Jonas Weber',
  'Priya Nair',
  'Tomás Rivera',
  'Aiko Tanaka',
  'Lena Novak',
  'Samir Haddad',
  'Freya Lind',
  'Pavel Dvorak',
  'Nadia Rossi',
] as const

/** Answers to the survey's three questions, by option, and what was written below. Two out of three wrote nothing. */
export const visits: readonly (readonly [welcome: number, signs: number, again: number, remark?: string])[] = [
  [4, 3, 4, 'The night tour was splendid.'],
  [3, 1, 3, 'Signs to the cloakroom are missing.'],
  [4, 4, 4],
  [2, 0, 1, 'We walked in circles for half an hour.'],
  [4, 2, 3],
  [3, 3, 3],
  [4, 4, 4, 'Thank you to the guard in room 7.'],
  [1, 2, 0, 'Too loud.'],
  [4, 3, 4],
  [3, 2, 4],
  [4, 4, 3],
  [2, 3, 2],
  [4, 1, 4, 'Larger letters, please.'],
  [0, 1, 0, 'The lift was out of order.'],
  [4, 4, 4],
  [3, 3, 2],
  [4, 2, 4],
  [3, 4, 3],
  [4, 3, 4],
  [2, 2, 2],
  [4, 4, 4, 'We come again in May.'],
  [3, 1, 2],
  [4, 3, 3],
  [1, 1, 1, 'No place to sit.'],
  [4, 4, 4],
  [3, 2, 3],
  [4, 3, 4],
  [2, 4, 3],
  [4, 4, 4],
  [3, 3, 3],
]

/** Bookings of the depot tour: the day from today's on that has slots, which slot, how many people, what became of it. */
export const bookings: readonly (readonly [day: number, slot: number, size: number, status: 'pending' | 'confirmed' | 'cancelled'])[] = [
  [0, 0, 4, 'confirmed'],
  [0, 0, 2, 'confirmed'],
  [0, 1, 6, 'cancelled'],
  [0, 1, 3, 'pending'],
  [1, 2, 12, 'confirmed'],
  [2, 0, 5, 'pending'],
  [3, 3, 2, 'pending'],
]
