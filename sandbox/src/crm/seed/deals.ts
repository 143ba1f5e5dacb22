/** A deal of the demo: whose (by the last name of its contact), worth what, where it stands, opened how many days ago, closing in how many. */
export interface SeededDeal {
  readonly name: string
  readonly contact: string
  readonly value: number
  readonly stage: string
  readonly age: number
  readonly closes: number
}

const deal = (name: string, contact: string, value: number, stage: string, age: number, closes: number): SeededDeal => ({
  name,
  contact,
  value,
  stage,
  age,
  closes,
})

/** The default pipeline: 25 deals over its stages. */
export const salesDeals: readonly SeededDeal[] = [
  deal('Oven sensors, second line', 'Carvalho', 18_400, 'discovery', 2, 75),
  deal('Sail loft climate control', 'Reid', 9_950, 'discovery', 4, 90),
  deal('Waiting room screens', 'Hughes', 6_200, 'discovery', 5, 60),
  deal('Quarry truck telemetry', 'Mendes', 74_000, 'discovery', 6, 120),
  deal('Hive scales, pilot', 'Bonnet', 1_350, 'discovery', 8, 40),
  deal('Archive humidity logging', 'Clarke', 4_800, 'discovery', 9, 55),
  deal('Slipway crane monitoring', 'Demir', 38_500, 'qualification', 12, 65),
  deal('Night ward call system', 'Sousa', 27_900, 'qualification', 15, 50),
  deal('Station sensors for members', 'Turner', 21_600, 'qualification', 16, 45),
  deal('Kettle test bench', 'Achieng', 12_750, 'qualification', 19, 38),
  deal('Lift maintenance contract', 'Novak', 15_300, 'qualification', 22, 30),
  deal('Turbine bearing alarms', 'Berg', 96_000, 'proposal', 24, 42),
  deal('Tram door diagnostics', 'Mensah', 58_250, 'proposal', 27, 35),
  deal('Forecast data feed', 'Tanaka', 33_000, 'proposal', 29, 28),
  deal('Dust monitoring', 'Price', 19_480, 'proposal', 33, 21),
  deal('Pulp line controls', 'Koch', 142_000, 'proposal', 36, 60),
  deal('Harbour substation retrofit', 'Lund', 310_000, 'negotiation', 41, 18),
  deal('Depot energy metering', 'Brandt', 47_700, 'negotiation', 45, 12),
  deal('Member portal', 'Marlow', 64_500, 'negotiation', 52, 9),
  deal('Web shop relaunch', 'Feeney', 29_990, 'negotiation', 58, 6),
  deal('Proofing room retrofit', 'Carvalho', 22_800, 'closed_won', 64, -3),
  deal('Badge readers, all floors', 'Holm', 11_640, 'closed_won', 71, -12),
  deal('Spare lids logistics', 'Whitlock', 8_275, 'closed_won', 83, -20),
  deal('Theatre air quality', 'Eze', 41_500, 'closed_lost', 77, -8),
  deal('Passenger counting', 'Laurent', 88_000, 'closed_lost', 95, -25),
]

/** A pipeline of its own: contracts that run out. */
export const renewalDeals: readonly SeededDeal[] = [
  deal('Oven monitoring 2027', 'Carvalho', 14_400, 'due', 10, 80),
  deal('Weather data 2027', 'Marlow', 9_600, 'due', 11, 70),
  deal('Reception desk 2027', 'Virtanen', 5_400, 'offer_sent', 18, 40),
  deal('Tram telemetry 2027', 'Mensah', 36_000, 'verbal_yes', 25, 20),
  deal('Kettle guarantee portal', 'Frei', 7_200, 'renewed', 40, -5),
  deal('Stall payments', 'Rahman', 1_188, 'left', 44, -9),
]

/** The stages of that pipeline. */
export const renewalStages = [
  { name: 'Due' },
  { name: 'Offer sent' },
  { name: 'Verbal yes' },
  { name: 'Renewed', outcome: 'won' },
  { name: 'Left', outcome: 'lost' },
] as const
