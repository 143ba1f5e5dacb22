import * as operations from '@blockstate/core/university'
import type { Block } from '../server/block.ts'
import { courseHandlers } from './courseHandlers.ts'
import { enrollmentHandlers } from './enrollmentHandlers.ts'
import { lessonHandlers } from './lessonHandlers.ts'
import { quizHandlers } from './quizHandlers.ts'
import { universitySchema } from './schema.ts'
import { seedUniversity } from './seed/seedUniversity.ts'

const handlers = [...courseHandlers, ...lessonHandlers, ...enrollmentHandlers, ...quizHandlers]

/** Courses with lessons in an order, who takes them and how far they are, quizzes, and certificates that can be verified. */
export const universityBlock: Block = { name: 'university', operations, handlers, migrations: universitySchema, seed: seedUniversity }
