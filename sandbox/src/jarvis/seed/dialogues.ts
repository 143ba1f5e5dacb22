/** What was asked and what was answered, in turn. */
export type Dialogue = readonly (readonly [question: string, answer: string])[]

/** A season of talk with the pump: long enough that a chat has to load what came earlier. */
export const stormSeason: Dialogue = [
  ['Good morning. How did you sleep?', 'Not at all: I ran from 02:10 to 05:35. The tide was 20 cm above the table.'],
  ['How much water was that?', 'About 17,800 cubic metres. The Olympic pool in town holds 2,500, to give you a picture.'],
  ['What was the highest level in the culvert?', '1.52 m above datum, at 03:40. I start at 1.35 m.'],
  ['And the gate?', 'Closed at 01:55 by the duty officer. I would not have started otherwise.'],
  ['Any alarms?', 'One: the screen differential reached 30 cm at 04:20. Somebody should rake.'],
  ['The crew raked at eight. What did they find?', 'Reeds, a garden chair and a child’s kite with a good deal of string on it.'],
  ['Did the string reach the impeller?', 'I think not. Vibration stayed at 1.7 mm/s, as it has since the balancing.'],
  ['How many running hours do you have now?', '41,386 in total, 462 since the bearing was greased.'],
  ['So the grease is due soon.', 'In 38 hours of running. At this rate that is eleven days.'],
  ['Let us do it on Thursday then.', 'Thursday is a neap tide, so I shall not be needed before evening. A good choice.'],
  ['Twelve grams?', 'Twelve, with the lithium complex from the red drum. The blue drum belongs to the gate hinges.'],
  ['Done, Thursday 10:40. How does the bearing feel?', '41 °C and settling. It usually rises by two degrees for a day and then falls.'],
  ['It is Friday. Still warm?', '38 °C. All is well.'],
  [
    'A storm is forecast for Sunday. Are you ready?',
    'Yes. Oil, seal water and batteries are in order. I would ask for the screen to be raked on Saturday.',
  ],
  ['Who is on the rope?', 'The rota says Yusuf on the rope and Greta on the rake.'],
  ['What is the forecast level?', '2.05 m above datum at the pier, at 23:20 on Sunday. That would be the third highest since I was built.'],
  ['What were the first two?', '2.31 m in January 2019 and 2.12 m in December 2013.'],
  ['Will four pumps be enough?', 'Together we lift 4.9 cubic metres a second. In 2013 that was enough with an hour to spare.'],
  ['Should we rent the mobile pump?', 'If Pump 2 is still waiting for its coupling, yes. It is the weakest of us.'],
  ['Pump 2 was repaired on Friday.', 'Then I would leave the mobile pump where it is and put two people on the screens instead.'],
  ['It is Sunday, 22:00. Report, please.', 'Running since 20:48. Culvert 1.41 m and falling slowly. Motor current 204 A, as it should be.'],
  ['23:30?', 'Culvert 1.49 m, the highest so far. Pump 2 joined at 23:05. No alarms.'],
  ['01:00?', 'Culvert 1.22 m. The tide has turned. I expect to stop at about half past two.'],
  ['Good work.', 'Thank you. I have been waiting for a night like that since the balancing.'],
  ['What did the night cost in electricity?', '7.1 hours at 118 kW make 838 kWh, about 184 euros at the night rate.'],
  ['Anything that needs repair?', 'The level probe at the outlet read 4 cm too low after midnight. It may only be dirt.'],
  ['Cleaned. Better?', 'Yes, it agrees with the tide gauge to within a centimetre.'],
  ['When is the seal due?', 'This autumn, before October. It leaks nine drops a minute now; up to twenty would be allowed.'],
  ['Order a second spare?', 'I would. Rotterdam needs nine weeks, and after the change the cabinet by the east wall will be empty.'],
  ['Ordered. Talk to you when it arrives.', 'I shall be here, at 0.80 m and quiet.'],
]

export const premiumQuestions: Dialogue = [
  [
    'What features does the premium plan include?',
    'Hourly forecasts for fourteen days, frost and hail warnings by telephone, spraying windows and the soil model.',
  ],
  ['Can I try it first?', 'For thirty days, without a card.'],
  ['We are a cooperative of fourteen farms.', 'Then each of you pays a fifth less.'],
]

export const kestrelVisit: Dialogue = [
  ['Where do my visitors wait?', 'At reception on the ground floor. They need no badge as long as you are with them.'],
  ['May the windows on the north gable be cleaned in May?', 'Not with the gondola: the kestrels are nesting until July.'],
]

export const milestones: Dialogue = [
  [
    'What is left before the handover of the pumping station?',
    'The acceptance run and the training of the night shift. Both are planned for the last week of the month.',
  ],
  ['Remind me who signs.', 'Greta signs for the city, and the engineer of the insurer for the insurer.'],
]

export const plannerThread: Dialogue = [
  [
    'Which machines need attention this month?',
    'Harbour Pump 3 is due for grease at 500 running hours. The oil of Wind Turbine W-07 was good in March.',
  ],
  ['Put the pump first.', 'Noted: the pump first, on a neap tide.'],
]

export const scratchPad: Dialogue = [['My desk is on the fourth floor.', 'I will remember that while we talk.']]
