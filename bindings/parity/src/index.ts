export { behaviours } from './behaviours.ts'
export type { Harness, Mounting, OnScreen } from './harness.ts'
export type { Kind, Kinds, Props, Shown } from './kinds.ts'
export { stage } from './stage.ts'
