import type { Subject } from '../subject.ts'
import { apollo } from './apollo.ts'
import { ours } from './ours.ts'
import { rtkQuery } from './rtkQuery.ts'
import { swr } from './swr.ts'
import { tanstackDb } from './tanstackDb.ts'
import { tanstackQuery } from './tanstackQuery.ts'

/** Everybody who plays, in the order of the table's columns. */
export const subjects: readonly Subject[] = [ours, tanstackQuery, tanstackDb, swr, rtkQuery, apollo]
