/** What is said below a post: who, what, and the replies to it. */
export interface Said {
  readonly by: string
  readonly text: string
  readonly replies: readonly Said[]
}

const said = (by: string, text: string, ...replies: readonly Said[]): Said => ({ by, text, replies })

/** Threads by the title of the post they stand below. */
export const threads: Readonly<Record<string, readonly Said[]>> = {
  'Four degrees this morning': [
    said(
      'femi',
      'Eleven strokes is about a minute. At four degrees that is the sensible part of it.',
      said('lena', 'Ninety seconds. I counted the ferry’s horn.', said('femi', 'Then the sensible part and a bit.')),
    ),
    said('mateo', 'Come by afterwards, the oven is warm.', said('lena', 'I can smell it from the ladder.')),
    said('ada', 'The gauge says 4.2. You swim with a rounding error.'),
  ],
  'Your starter is not dead': [
    said(
      'noor',
      'Mine smells of nail varnish.',
      said(
        'mateo',
        'Hungry, and a little offended. Feed it twice a day for three days.',
        said('noor', 'Day two: apples!'),
        said('mateo', 'There it is.'),
      ),
    ),
    said('yuki', 'How warm is a warm shelf?', said('mateo', 'Where you would dry a scarf.')),
    said('grace', 'I threw one away in 1979 and still think about it.'),
  ],
  'A year of tide readings in one picture': [
    said('femi', 'May I use this in class on Thursday?', said('ada', 'Please. Ask them first why there are two a day.')),
    said('lena', 'You can see the November storm!', said('ada', 'Sixty-one centimetres above the table. The pipe was under water.')),
    said(
      'grace',
      'Every morning? Every single one?',
      said('ada', 'Three are missing. They are marked.'),
      said('tomasz', 'I saw her on Christmas Day. It is true.'),
    ),
    said('ilse', 'The units are there. I checked.'),
  ],
  'Line 4 at a quarter to five': [
    said('mateo', 'Second. I am the one who waves.', said('tomasz', 'I know. Light in the bakery means I am on time.')),
    said('yuki', 'The reflection of the pole is a whole composition.'),
  ],
  'What the bees do now': [
    said('noor', 'Do they take turns by some rule?', said('omar', 'The cold ones push. That is the rule.')),
    said(
      'femi',
      'A ball is the right shape: least surface for the volume.',
      said('omar', 'They did not learn it from you.'),
      said('femi', 'Nor I from them, sadly.'),
    ),
  ],
  'Warping without tears': [
    said('grace', 'Tie every fifty: the same with cable looms.', said('yuki', 'Then we have the same ancestors.')),
    said('ilse', 'And if the phone does ring?', said('yuki', 'Begin again at the last knot. That is what the knots are for.')),
  ],
  'Why the tram sings in the curve': [
    said(
      'tomasz',
      'In rain it does not.',
      said('femi', 'Water makes the sticking weak. No sticking, no song.', said('tomasz', 'Then on dry days I am a musician.')),
    ),
    said('omar', 'The note is close to what a queen pipes, by the way.'),
  ],
  'A chain costs less than a cassette': [
    said('lena', 'How often should I measure?', said('ilse', 'When you change the clocks. Both times.')),
    said('tomasz', 'We do this with rails. Same arithmetic, longer chain.'),
  ],
  'The valve set from the attic plays again': [
    said('ada', 'Which cities?', said('grace', 'Hilversum is still there. Three others are not.')),
    said('femi', 'Please tell me you discharged the capacitor first.', said('grace', 'Young man.')),
  ],
  'The stop that nobody uses': [
    said('lena', 'My grandfather got on there for thirty years.', said('tomasz', 'Then I have been waiting for him.')),
    said(
      'noor',
      'I will get on there on Friday. Somebody should.',
      said('tomasz', '17:12. I will ring the bell.'),
      said('ilse', 'Me too, with the bicycle.'),
    ),
  ],
  'Weigh the air in your room': [
    said('yuki', 'Forty-four kilograms, and it still will not hold the loom down.'),
    said('mateo', 'The bakery: two hundred and ten. And most of it smells.'),
  ],
  'Loom for sale, good hands only': [
    said('noor', 'I know somebody. May I send her?', said('yuki', 'Please do. She should bring a question.')),
  ],
  'Do not oil the brakes': [
    said('femi', 'Friction: the force nobody thanks.'),
    said('mateo', 'Asking for a friend: what now?', said('ilse', 'New pads, clean rims, and your friend comes to the course on Sunday.')),
  ],
  'The bug was a moth': [said('ada', 'I like that somebody owned tape at that moment.'), said('omar', 'In memory of the moth.')],
  'Lost property of the week': [
    said('yuki', 'The blue glove is mine!', said('tomasz', 'Depot, counter 2. They will ask for the other one.')),
    said('femi', 'Who leaves a trombone?', said('lena', 'Somebody who could not stand.', said('femi', 'I had to read that twice.'))),
  ],
  'Swarm on the traffic light': [
    said('tomasz', 'Nine minutes late on line 4, best excuse of my career.'),
    said('grace', 'Were they calm?', said('omar', 'Full of honey, no house to defend. Calmer than the drivers.')),
  ],
  'Two tides a day, one moon': [
    said('ada', 'And the sun adds half again as much twice a month.'),
    said('noor', 'So the far side is not pulled at all?', said('femi', 'Less than the earth beneath it is. It is left behind.')),
  ],
  'What the gauge cannot see': [said('grace', 'I am glad the stones went back in.')],
}

/** Short words that stand below posts without a thread, by turns. */
export const shortWords: readonly string[] = [
  'Thank you for this.',
  'I tried it. It works.',
  'More of these, please.',
  'I walked past and can confirm.',
  'My neighbour says the opposite, of course.',
  'Saved for Sunday.',
]

/** Series by title: who keeps them, and what stands in them. */
export const plantedSeries = [
  {
    by: 'ada',
    title: 'The harbour in numbers',
    description: 'From a pipe and a float to a year in one picture.',
    completion_status: 'ongoing',
    posts: [
      'Build a tide gauge for ten euros',
      'What the gauge cannot see',
      'How a harbour was computed by hand',
      'A year of tide readings in one picture',
    ],
  },
  {
    by: 'mateo',
    title: 'Bread for beginners',
    description: 'Four loaves, in the order in which they fail.',
    completion_status: 'completed',
    posts: ['Your starter is not dead', 'Why the second loaf is the better one', 'Dark rye takes two days'],
  },
  {
    by: 'yuki',
    title: 'Thread',
    description: 'Notes beside the loom.',
    completion_status: 'hiatus',
    posts: ['A pattern from a postcard', 'Warping without tears'],
  },
] as const
