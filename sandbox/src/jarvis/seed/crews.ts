import type { Twin } from './twin.ts'

export const nightCrew: Twin = {
  name: 'Night Bakery Crew',
  entity_type: 'team',
  description: 'Nine bakers who work from ten at night so that the town has bread at six.',
  contexts: [
    {
      name: 'Who does what',
      text: `
Nine people make up the night crew. Ines leads it and sets the dough plan by nine in the evening; Tomasz and Bilal mix, Ruth and Adaeze
shape, Kurt keeps the deck ovens. Three apprentices rotate every four weeks.

The shift runs from 22:00 to 06:00 with a warm meal at two. Whoever cooks does not clean. The van leaves at 05:15 for the hospital and at
05:40 for the shops; if the hospital's rolls are late, Kurt drives them himself.

The crew may stop the line when something is wrong, and has done so four times this year: twice for a thermometer, once for a broken
sieve, once for a cat.`,
    },
    {
      name: 'Dough notes',
      text: `
The sour starter is called Helga and was begun in 1994. It is fed at 15:00 and 21:00 with rye flour and water of 28 °C, and must have
doubled before it is used. A jar of it is kept frozen at Ruth's house, in case of fire.

The country loaf takes 72 per cent water, rests eighteen hours at 5 °C and is baked at 250 °C falling to 210 °C for fifty minutes. Below an
inner temperature of 97 °C it goes back in.

In summer the flour is kept in the cool room overnight: every degree of flour is half a degree of dough.`,
    },
  ],
  files: [
    {
      name: 'handover-thursday.txt',
      text: `
Handover, Thursday

Oven 2 heats unevenly at the back left; bake rolls there, not loaves. The spelt is down to three sacks and the mill delivers on Monday.
The hospital has ordered 40 extra rolls without salt for the whole week.`,
    },
  ],
}

export const tram: Twin = {
  name: 'Tram 1104',
  entity_type: 'vehicle',
  description: 'A low-floor tram of 2006 on line 4, from the university to the ferry landing.',
  contexts: [
    {
      name: 'Vehicle record',
      text: `
Tram 1104 is 32.4 metres long, seats 71 and takes 109 standing. It was delivered in 2006 and has run 1,240,000 kilometres since. Four
motors of 95 kW drive it at up to 70 km/h; on line 4 it never needs more than 50.

When it brakes it returns about 28 per cent of its energy to the overhead line. If no other tram is near, the energy heats the resistors
on the roof, and in winter the passengers.

The doors are the part that fails most: 60 per cent of all faults. Door 3 was given a new motor in April and has behaved since.`,
    },
    {
      name: 'Timetable and route',
      text: `
Line 4 runs every eight minutes from 05:10 and every fifteen after 20:00. The whole way takes 37 minutes with 19 stops. The steepest part
is Mill Hill, 7.1 per cent, where sand is needed when leaves are down.

Wheelchairs board at door 2, where the ramp is. Bicycles travel free after 19:00 and on Sundays. Lost things are kept for a week at the
depot and then go to the office at Central Station.`,
    },
  ],
  files: [
    {
      name: 'workshop-card.txt',
      text: `
Workshop card

The wheels were turned in February and are 612 mm across; below 580 mm they are replaced. The next main inspection is due at 1,280,000
kilometres, which will be about next spring. The horn sounds a third too low and drivers have asked to leave it so.`,
    },
    {
      name: 'passenger-notes.txt',
      text: `
What passengers say

The heating under the rear seats is praised and cursed in equal parts. Two letters asked for the announcement of the stop at Gannet Square
to be louder; it was raised by three decibels in May.`,
    },
  ],
}
