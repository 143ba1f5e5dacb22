import { measureAll } from '../measure.ts'

/** What has outgrown its limit, and which bundle holds an operation it did not ask for. */
export async function sizes(): Promise<string[]> {
  return (await measureAll()).problems
}
