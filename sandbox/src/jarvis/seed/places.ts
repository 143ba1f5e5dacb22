import type { Twin } from './twin.ts'

export const kestrelHouse: Twin = {
  name: 'Kestrel House',
  entity_type: 'building',
  description: 'A seven-storey timber office block by the canal, occupied since 2020.',
  contexts: [
    {
      name: 'Building facts',
      text: `
Kestrel House has seven storeys and 5,900 square metres of floor. Its frame is cross-laminated spruce on a concrete cellar; the stairwells
are concrete too, for fire and for stiffness. About 2,100 cubic metres of timber were used, which the forest at Hallstein regrew in under
three hours, according to the forester.

Heat comes from the canal. Two water-source heat pumps of 140 kW each warm the floors to 29 °C at most. On the four coldest days of the
year an electric boiler in the cellar helps out.

A pair of kestrels nests in the box on the north gable, hence the name. The window-cleaning gondola may not be used there from March to
July.`,
    },
    {
      name: 'House rules',
      text: `
The doors open by badge from 06:00 to 22:00; outside these hours the porter lets people in by telephone. Guests are fetched at reception
on the ground floor and need no badge while accompanied.

Bicycles are parked in the cellar, reached by the ramp on Tanner Street. There are 160 stands, twelve of them with sockets. Cars find no
parking at all, except two bays for disabled drivers in the yard.

The meeting rooms are named after canal locks. The largest, Bingley, seats 44 and must be booked two days ahead; a room not entered within
fifteen minutes is given away.`,
    },
  ],
  files: [
    {
      name: 'fire-drill-report.txt',
      text: `
Fire drill, 6 May

The house was empty after 6 minutes and 40 seconds; the aim is seven minutes. The fourth floor finished its telephone calls first. The
assembly point is the bandstand in the canal park, not the bridge: forty people went to the bridge.`,
    },
    {
      name: 'energy-2024.txt',
      text: `
Energy in 2024

The house used 71 kWh a square metre, heating and ventilation included. The solar roof gave 88 MWh, a fifth of what was used. The lifts
took less than the coffee machines, which has been checked twice.`,
    },
  ],
}

export const greenhouse: Twin = {
  name: 'Greenhouse B',
  entity_type: 'building',
  description: 'Two thousand square metres of tomatoes under glass, heated by the brewery next door.',
  contexts: [
    {
      name: 'Climate recipe',
      text: `
By day Greenhouse B is held at 21 to 24 °C, at night at 17 °C. The roof vents open in steps of five per cent above 24 °C. Relative humidity
stays between 65 and 80 per cent: below it the pollen dries, above it botrytis comes.

Carbon dioxide is dosed to 800 ppm while the vents are shut. It is the brewery's fermentation gas, washed and dried, and costs a crate of
tomatoes a week.

The lamps add light until the plants have had sixteen hours of it, but never between 22:00 and 04:00, because the neighbours sleep.`,
    },
    {
      name: 'Crop',
      text: `
The rows hold 4,800 plants of three kinds: Paoline for the vine, Sweeterno for the punnet and a few Green Zebra for the staff. The first
fruit is picked in the second week of March, the last at the end of November.

Each plant drinks up to three litres on a bright day. The water is rain from the roof, kept in a basin of 900 cubic metres; the drain is
filtered, disinfected with ultraviolet light and used again.

Bumblebees pollinate the crop. A hive lasts eight weeks and is replaced on a Thursday, in the evening, when they are all at home.`,
    },
  ],
  files: [
    {
      name: 'pest-diary.txt',
      text: `
Pests

Whitefly was seen in row 14 on 3 June. Encarsia wasps were set out at five a square metre and the count halved in two weeks. Spider mite
appeared by the boiler door in August, as every year; Phytoseiulus is ordered in advance. No spraying was needed this season.`,
    },
    {
      name: 'harvest.txt',
      text: `
Harvest

The house gave 54 kg a square metre last season, against 51 the year before. The best week was the 24th, with 5.1 tonnes. Split fruit
made up 2.3 per cent and goes to the soup kitchen on Fridays.`,
    },
  ],
}

export const apiary: Twin = {
  name: 'Rooftop Apiary',
  entity_type: 'place',
  description: 'Six hives on the library roof, with a view of every lime tree in town.',
  contexts: [
    {
      name: 'Hives and honey',
      text: `
Six colonies of Buckfast bees live on the roof of the central library, in hives painted by the reading groups. The strongest is hive 4,
which filled three supers in June alone. A good year gives 28 kg of honey a hive, most of it from lime trees and bramble.

The roof door is alarmed. Visitors are welcome on Saturdays at eleven from May to August, eight at a time, in veils from the cupboard by
the lift. Nobody has been stung there since 2021, when a saxophonist was.

Honey is sold at the lending desk for seven euros a jar. The income buys children's books, about ninety a year.`,
    },
    {
      name: "Keeper's year",
      text: `
In February the hives are weighed by tilting them; below 14 kg a colony gets fondant. From April to July every hive is looked through each
nine days for queen cells, since a swarm on the tram stop is remembered for years.

Varroa mites are counted in July by sugar shake. More than three mites in a hundred bees mean treatment: formic acid in late summer, oxalic
acid in December when there is no brood.`,
    },
  ],
  files: [
    {
      name: 'inspection-2-june.txt',
      text: `
Inspection of 2 June

Hive 1: queen seen, marked blue, eight frames of brood. Hive 2: two queen cells broken, a third super added. Hive 5: calm but light, moved
out of the wind behind the lift house. Next look on 11 June.`,
    },
  ],
}
