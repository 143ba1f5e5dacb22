import * as operations from '@blockstate/core/forms'
import type { Block } from '../server/block.ts'
import { appointmentHandlers } from './appointmentHandlers.ts'
import { exportHandlers } from './exportHandlers.ts'
import { formHandlers } from './formHandlers.ts'
import { publicHandlers } from './publicHandlers.ts'
import { formsSchema } from './schema.ts'
import { seedForms } from './seed/seedForms.ts'
import { submissionHandlers } from './submissionHandlers.ts'

const handlers = [...formHandlers, ...submissionHandlers, ...exportHandlers, ...appointmentHandlers, ...publicHandlers]

/** Forms: fields and rules, answers, scores, bookings, and links that need no account. */
export const formsBlock: Block = { name: 'forms', operations, handlers, migrations: formsSchema, seed: seedForms }
