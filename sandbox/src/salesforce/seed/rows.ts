import type { Values } from '../values.ts'

/** Leads of the demo: name, where from, worth what, how far, and what became of them. */
export const seededLeads = (
  [
    ['Harriet Quimby', 'Web form', 4_800, 'new', 'active'],
    ['Percy Shaw', 'Web form', 1_200, 'new', 'active'],
    ['Lillian Gilbreth', 'Trade fair', 36_000, 'new', 'active'],
    ['Garrett Morgan', 'Referral', 9_500, 'new', 'active'],
    ['Mary Anderson', 'Referral', 2_750, 'new', 'active'],
    ['Elijah McCoy', 'Trade fair', 64_000, 'new', 'active'],
    ['Josephine Cochrane', 'Web form', 15_900, 'new', 'active'],
    ['Otis Boykin', 'Cold call', 7_300, 'contacted', 'active'],
    ['Bette Graham', 'Web form', 890, 'contacted', 'active'],
    ['Lewis Latimer', 'Referral', 22_000, 'contacted', 'active'],
    ['Marion Donovan', 'Trade fair', 5_600, 'contacted', 'active'],
    ['Granville Woods', 'Cold call', 48_000, 'contacted', 'active'],
    ['Stephanie Kwolek', 'Web form', 18_250, 'contacted', 'inactive'],
    ['Jan Matzeliger', 'Referral', 31_000, 'contacted', 'active'],
    ['Ruth Wakefield', 'Trade fair', 3_400, 'qualified', 'active'],
    ['Frederick Jones', 'Web form', 77_000, 'qualified', 'active'],
    ['Patsy Sherman', 'Referral', 12_600, 'qualified', 'active'],
    ['Norbert Rillieux', 'Trade fair', 52_500, 'qualified', 'active'],
    ['Maria Telkes', 'Cold call', 26_000, 'qualified', 'inactive'],
    ['Alfred Gross', 'Web form', 9_990, 'proposal', 'active'],
    ['Hedwig Kiesler', 'Referral', 88_000, 'proposal', 'active'],
    ['Charles Drew', 'Trade fair', 41_000, 'proposal', 'active'],
    ['Margaret Knight', 'Referral', 17_300, 'negotiation', 'active'],
    ['Thomas Jennings', 'Web form', 6_450, 'negotiation', 'active'],
    ['Sarah Goode', 'Trade fair', 11_200, 'qualified', 'lost'],
    ['Walter Hawkins', 'Cold call', 2_100, 'new', 'lost'],
  ] as const
).map(([name, source, value, stage, status]) => ({ name, source, value, stage, status }))

/** Opportunities of the demo: name, worth what, where it stands, closing in how many days (`null`: nobody said, which the org minds). */
export const seededOpportunities = (
  [
    ['Harbour lights', 120_000, 'discovery', 80],
    ['Pump service, two years', 46_000, 'discovery', 95],
    ['Library shelves', 8_200, 'discovery', null],
    ['School kitchens', 33_700, 'qualification', 62],
    ['Bus shelters', 74_500, 'qualification', 55],
    ['Ferry ticketing', 210_000, 'proposal', 40],
    ['Bandstand roof', 18_900, 'proposal', null],
    ['Cold store doors', 27_400, 'proposal', 33],
    ['Observatory dome', 95_000, 'negotiation', 14],
    ['Swimming pool heat', 61_250, 'negotiation', 9],
    ['Market hall floor', 38_000, 'closed_won', -6],
    ['Fire station radios', 52_800, 'closed_won', -15],
    ['Town hall clock', 14_600, 'closed_lost', -21],
  ] as const
).map(([name, value, stage, closes]) => ({ name, value, stage, closes }))

/** Contacts that only the org has. The last two cannot come over: one has no first name, one an address that is none of ours to take. */
export const orgOnly: readonly Values[] = [
  { FirstName: 'Dorothy', LastName: 'Vaughan', Email: 'dorothy@langley.example', Phone: '+1 757 555 0101', Title: 'Supervisor' },
  { FirstName: 'Mary', LastName: 'Jackson', Email: 'mary@langley.example', Title: 'Engineer' },
  { FirstName: 'Christine', LastName: 'Darden', Email: 'christine@langley.example', Department: 'Sonic boom' },
  { FirstName: 'Gladys', LastName: 'West', Email: 'gladys@dahlgren.example', MobilePhone: '+1 540 555 0188' },
  { LastName: 'Reception', Email: 'desk@langley.example' },
  { FirstName: 'Valerie', LastName: 'Thomas' },
]
