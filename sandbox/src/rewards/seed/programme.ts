/** The demo's programme: what the corner shop by the ferry gives its regulars. */
export const demoTiers = [
  { name: 'Bronze', min_points: 0, benefits: ['A stamp card'] },
  { name: 'Silver', min_points: 500, benefits: ['A stamp card', 'Free coffee on Fridays'] },
  { name: 'Gold', min_points: 1500, benefits: ['Free coffee every day', 'Early bread'] },
  { name: 'Platinum', min_points: 3000, benefits: ['Free coffee every day', 'Early bread', 'A hook for your umbrella'] },
] as const

export const demoBadges = [
  { name: 'First Loaf', description: 'Bought the first bread.', criteria: 'One purchase', points_value: 10 },
  { name: 'Early Bird', description: 'Came before six, five times.', criteria: 'Five visits before 06:00', points_value: 50 },
  { name: 'Ferry Regular', description: 'A coffee before the ferry on twenty days.', criteria: 'Twenty coffees', points_value: 80 },
  { name: 'Storm Proof', description: 'Came by on a day without ferries.', criteria: 'A visit in a gale', points_value: 40 },
  { name: 'Good Neighbour', description: 'Brought somebody new.', criteria: 'One referral', points_value: 100 },
  { name: 'Collector', description: 'Filled three stamp cards.', criteria: 'Three full cards', points_value: 120 },
  { name: 'Night Owl', description: 'Knocked at the bakery door at three.', criteria: 'One visit at 03:00', points_value: 25 },
  { name: 'Founder', description: 'Was there when the shop opened.', criteria: 'Opening day', points_value: 200 },
] as const

/** `from` and `to` are days from now. */
export const demoChallenges = [
  { name: 'Ten mornings', description: 'Ten breakfasts in one month.', points_value: 150, target: 10, badge: 1, from: -20, to: 10 },
  { name: 'Bring your own cup', description: 'A week without paper cups.', points_value: 60, target: 7, badge: null, from: -5, to: 25 },
  { name: 'Know your flour', description: 'Taste all five kinds of bread.', points_value: 90, target: 5, badge: 5, from: -40, to: null },
  { name: 'Winter soup', description: 'Four soups in February.', points_value: 80, target: 4, badge: null, from: -70, to: -41 },
  { name: 'Harbour feast', description: 'Be there when the lamps are lit.', points_value: 120, target: 1, badge: null, from: 14, to: 15 },
] as const

export const demoCatalog = [
  { code: 'COFFEE', name: 'A coffee', reward_type: 'product', points: 60, value: 2.4 },
  { code: 'LOAF', name: 'A country loaf', reward_type: 'product', points: 150, value: 5.8 },
  { code: 'FERRY', name: 'A ferry ticket', reward_type: 'gift', points: 220, value: 7 },
  { code: 'TENTH', name: 'A tenth off for a week', reward_type: 'discount', points: 400, value: 10 },
  { code: 'APRON', name: 'A striped apron', reward_type: 'gift', points: 900, value: 28 },
  { code: 'CAKE', name: 'A cake with your name', reward_type: 'product', points: 1200, value: 39.5, status: 'inactive' },
] as const

/** What points are given for, in turn: kind, points, words. */
export const demoOccasions = [
  ['purchase', 24, 'Breakfast'],
  ['purchase', 58, 'Bread and cheese for the weekend'],
  ['event', 40, 'Quiz night'],
  ['purchase', 12, 'Coffee'],
  ['referral', 75, 'Brought a friend'],
  ['purchase', 33, 'Soup of the day'],
  ['purchase', 91, 'Catering for six'],
] as const
