/** One movement of the demo: how many days ago, how much in the smallest unit, and what for. */
export type DemoMovement = readonly [
  daysAgo: number,
  kind: 'credit' | 'debit' | 'to Grace' | 'from Grace',
  amount: number,
  description: string,
]

/** Ada's euros over ten weeks: wages, rent, errands, and what she and Grace lend each other. Oldest first. */
export const adaEuros: readonly DemoMovement[] = [
  [70, 'credit', 285000, 'Wages'],
  [69, 'debit', 92000, 'Rent, Tanner Street'],
  [68, 'debit', 6420, 'Groceries'],
  [66, 'debit', 3900, 'Tram pass'],
  [64, 'to Grace', 2500, 'Half of the taxi'],
  [63, 'debit', 1180, 'Bakery'],
  [61, 'debit', 4999, 'Library of the almanac, one year'],
  [59, 'debit', 7215, 'Groceries'],
  [57, 'from Grace', 4200, 'Concert ticket'],
  [55, 'debit', 12850, 'Electricity'],
  [53, 'debit', 2260, 'Honey, three jars'],
  [50, 'debit', 3145, 'Lunch at the ferry landing'],
  [47, 'debit', 8000, 'Dentist'],
  [44, 'credit', 1990, 'Refund: kettle lid'],
  [42, 'debit', 6680, 'Groceries'],
  [40, 'credit', 285000, 'Wages'],
  [39, 'debit', 92000, 'Rent, Tanner Street'],
  [38, 'debit', 34900, 'Bicycle, second hand'],
  [36, 'to Grace', 15000, 'Share of the telescope'],
  [33, 'debit', 1890, 'Inner tubes'],
  [31, 'debit', 5930, 'Groceries'],
  [29, 'debit', 4500, 'Swimming, ten visits'],
  [26, 'credit', 35000, 'Talk at the harbour museum'],
  [24, 'debit', 2399, 'Punched cards'],
  [22, 'from Grace', 7500, 'Her half of the tent'],
  [20, 'debit', 15000, 'Tent'],
  [17, 'debit', 6105, 'Groceries'],
  [14, 'debit', 1250, 'Postage'],
  [12, 'debit', 3980, 'Two shirts'],
  [10, 'credit', 292500, 'Wages'],
  [9, 'debit', 92000, 'Rent, Tanner Street'],
  [8, 'debit', 7010, 'Groceries'],
  [6, 'to Grace', 1850, 'Dumplings'],
  [4, 'debit', 2700, 'Haircut'],
  [2, 'debit', 980, 'Bakery'],
  [1, 'from Grace', 3000, 'Lost bet about the tide'],
]

/** What Ada keeps in dollars. */
export const adaDollars: readonly DemoMovement[] = [
  [45, 'credit', 120000, 'Royalties, Notes on the Engine'],
  [30, 'debit', 1900, 'Hosting'],
  [5, 'credit', 36050, 'Royalties, Notes on the Engine'],
]
