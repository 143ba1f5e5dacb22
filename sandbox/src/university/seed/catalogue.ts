import type { QuestionGiven } from '../questions.ts'

/** A course of the demo: subjects by name, each with its lessons and the minutes they take. */
export interface CourseGiven {
  readonly name: string
  readonly code: string
  readonly level: 'beginner' | 'intermediate' | 'advanced'
  readonly duration: string
  readonly description: string
  readonly lessons_in_order?: boolean
  readonly subjects: Readonly<Record<string, readonly (readonly [name: string, minutes: number])[]>>
}

/** Taken in order, with a quiz at its end. */
export const tides: CourseGiven = {
  name: 'Reading the Tides',
  code: 'SEA-101',
  level: 'beginner',
  duration: '4 weeks',
  description: 'Moon, charts and tables, and when to stay ashore',
  lessons_in_order: true,
  subjects: {
    'Why the sea moves': [
      ['Two bulges', 25],
      ['Springs and neaps', 30],
      ['Why some coasts have one tide a day', 20],
    ],
    'Tables and charts': [
      ['How to read a tide table', 35],
      ['The rule of twelfths', 40],
    ],
  },
}

/** Taken in any order. */
export const bread: CourseGiven = {
  name: 'Bread at Home',
  code: 'OVEN-1',
  level: 'beginner',
  duration: '3 weeks',
  description: 'Sourdough without a scale',
  subjects: {
    Starter: [
      ['Flour, water, patience', 15],
      ['Feeding', 10],
    ],
    Baking: [
      ['Shaping', 25],
      ['Steam', 15],
      ['When is it done?', 10],
    ],
  },
}

/** The rest of the catalogue: one subject with two lessons each. */
export const others: readonly (readonly [name: string, level: CourseGiven['level']])[] = [
  ['Knots for Every Day', 'beginner'],
  ['Sailing by the Stars', 'advanced'],
  ['Weather from Clouds', 'intermediate'],
  ['Birds of the Coast', 'beginner'],
  ['Bookbinding', 'intermediate'],
  ['Clock Repair', 'advanced'],
  ['Drawing Hands', 'intermediate'],
  ['Dyeing with Plants', 'beginner'],
  ['Garden in Winter', 'beginner'],
  ['Greenhouse Climate', 'intermediate'],
  ['Hive and Honey', 'intermediate'],
  ['Lathe Basics', 'beginner'],
  ['Letterpress', 'intermediate'],
  ['Loom and Warp', 'advanced'],
  ['Maps by Hand', 'intermediate'],
  ['Mending Clothes', 'beginner'],
  ['Mushrooms, Safely', 'intermediate'],
  ['Paper from Rags', 'beginner'],
  ['Piano Tuning', 'advanced'],
  ['Pruning Fruit Trees', 'beginner'],
  ['Pump Maintenance', 'advanced'],
  ['Reading Old Scripts', 'advanced'],
  ['Sharpening Tools', 'beginner'],
  ['Soap and Lye', 'intermediate'],
  ['Stone Walls', 'intermediate'],
]

/** The quiz of the tides: a question of each kind. */
export const tideQuestions: readonly QuestionGiven[] = [
  {
    text: 'How many high waters has most of the world in a day?',
    question_type: 'multiple_choice',
    points: 2,
    options: [{ text: 'One' }, { text: 'Two', is_correct: true }, { text: 'Four' }],
  },
  {
    text: 'Spring tides come in spring only.',
    question_type: 'true_false',
    points: 1,
    options: [{ text: 'True' }, { text: 'False', is_correct: true }],
  },
  {
    text: 'What is the tide called that differs least from the mean?',
    question_type: 'short_answer',
    points: 2,
    accepted_answers: ['neap', 'neap tide'],
  },
]
