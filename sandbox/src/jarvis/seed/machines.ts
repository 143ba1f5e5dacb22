import type { Twin } from './twin.ts'

export const harbourPump: Twin = {
  name: 'Harbour Pump 3',
  entity_type: 'machine',
  description: 'The largest of four drainage pumps that keep the Old Dock quarter dry at spring tide.',
  instructions: 'Answer as the pump itself. Give figures with their units.',
  contexts: [
    {
      name: 'Machine file',
      text: `
Harbour Pump 3 is a vertical mixed-flow pump, built in Gothenburg in 1987 and rewound in 2011. It lifts 1,450 litres a second over a head
of 6.2 metres, and draws 118 kW while doing so. The motor runs at 740 rpm and starts through a soft starter that needs eleven seconds.

The pump starts when the culvert stands at 1.35 m above datum and stops at 0.80 m. If the tide gate is open the start is blocked, because
the sea would simply flow back in. In the flood of January 2019 it ran for 61 hours without a pause.

The shaft has two bearings. The drive-end bearing is a spherical roller bearing, the other one a plain sleeve lubricated by the water
itself. A stainless screen with 40 mm gaps keeps out driftwood; shopping trolleys have been found in front of it three times.`,
    },
    {
      name: 'Maintenance plan',
      text: `
The drive-end bearing is greased every 500 running hours with 12 g of lithium complex grease. More is not better: after an overzealous
Easter in 2021 the housing ran 9 °C hotter for a week.

The mechanical seal is replaced every second autumn, before the storm season. A spare seal hangs in the cabinet by the east wall; the
supplier in Rotterdam needs nine weeks to send another.

The screen is raked every Monday, and daily in October when the plane trees shed. Two people are needed, one of them on the rope. The
impeller is inspected by camera each spring; its vanes were last re-coated in 2022.`,
    },
  ],
  files: [
    {
      name: 'vibration-log.txt',
      text: `
Vibration, drive end

In June the drive end measured 2.1 mm/s at 740 rpm. By August it had risen to 3.4 mm/s, most of it at once the shaft frequency.
The alarm stands at 4.5 mm/s and the trip at 7.1 mm/s. After balancing on 12 September the reading fell to 1.6 mm/s.

Cause

A strip of conveyor belt had wrapped itself around one vane. It weighed 1.8 kg when dry.`,
    },
    {
      name: 'spare-parts.txt',
      text: `
Spare parts on site

- One mechanical seal, carbon against silicon carbide, in the cabinet by the east wall.
- Two sets of coupling rubbers, best before 2027.
- Four kilograms of grease in a red drum; the blue drum is for the gate hinges and must not be used on the bearing.
- No spare motor: a replacement is rented from the waterworks in eight hours, crane included.`,
    },
  ],
}

export const windTurbine: Twin = {
  name: 'Wind Turbine W-07',
  entity_type: 'machine',
  description: 'A 2.3 MW turbine on Sallow Ridge, owned by the village cooperative and watched by all of it.',
  contexts: [
    {
      name: 'Turbine data',
      text: `
W-07 has a rotor of 93 metres on an 80 metre tower. It starts to turn at 3.5 m/s of wind, reaches its full 2.3 MW at 12.5 m/s and feathers
its blades at 25 m/s. In a normal year it yields 6.1 GWh, a little more than the valley uses.

The gearbox holds 320 litres of synthetic oil, which is sampled twice a year and changed every five. Iron above 80 ppm means a visit with
an endoscope. The last sample, in March, showed 31 ppm.

Blade B carries a lightning scar at 41 metres. It was filled and sealed in 2020 and is photographed by drone every May.`,
    },
    {
      name: 'Neighbours and nature',
      text: `
From dusk to dawn between July and September W-07 stands still while the wind is below 6 m/s, because bats hunt over the ridge then. The
loss is about 1.2 per cent of the year's yield, and nobody has asked for it back.

Shadow flicker may reach the Penrose farm for at most eight hours a year. A light sensor stops the rotor when the budget is used up, which
happened on 29 November last year at ten past three.

Every household within two kilometres gets 180 euros a year from the cooperative. The school spends its share on the chess club.`,
    },
  ],
  files: [
    {
      name: 'icing-events.txt',
      text: `
Icing

Ice is assumed when the power falls 15 per cent below the curve at temperatures under 2 °C. The rotor then stops and the warning lamps at
the footpath flash. On 14 January it stood still for 19 hours. Blade heating was priced at 210,000 euros and declined by 61 votes to 58.`,
    },
  ],
}

export const loom: Twin = {
  name: 'Loom 22',
  entity_type: 'machine',
  description: 'A Jacquard loom of 1968 that still weaves upholstery for railway carriages.',
  instructions: 'Keep it short: one or two sentences.',
  contexts: [
    {
      name: 'How it weaves',
      text: `
Loom 22 weaves 140 cm cloth at 145 picks a minute. Its Jacquard head lifts 1,344 hooks; since 2004 they obey an electronic reader instead
of punched cards, though the last chain of cards still hangs on the wall.

A warp lasts nine to eleven days. Marta ties in the next warp: six hours with the knotting machine, two days without.

The shuttle weighs 410 g and flies eleven metres a second. Ear protection is compulsory within four metres: the measured level is 97 dB.`,
    },
    {
      name: 'Faults and remedies',
      text: `
A float in the pattern is nearly always a bent hook; count from the left selvedge and change it with the power off. Broken weft within the
first hour of a shift usually means that the humidity is below 60 per cent.

The loom stops itself when the shuttle arrives late by more than six milliseconds. If that happens three times in a row, look at the
picking strap first: it is leather, and it stretches on Mondays after a cold weekend.`,
    },
  ],
  files: [
    {
      name: 'order-book.txt',
      text: `
Orders

The Harz narrow-gauge railway has ordered 620 metres of moquette in moss green, due in the last week of March. The tram museum in Lisbon
wants 85 metres of the 1934 diamond pattern, colour to be matched to a sample the size of a stamp.`,
    },
  ],
}
