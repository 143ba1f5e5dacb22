import { lineOf, type HouseFile } from './file.ts'

const VAGUE = /(^|\/|-)(utils?|helpers?|common|manager|misc)\.[^/]*$|(^|\/)types\.[^/]*$/

/** A path as only one machine has it. Ada's are examples. */
const MACHINE = /(?<![\w.])\/(work|root)\/[\w.]|(?<!\w)\/(home|Users)\/(?!ada\b)\w|[A-Z]:\\+Users\\+(?!ada\b)\w/

const SOURCE_LINES = 300
const DECLARATION_LINES = 150

/** A file is named for its one idea, is short, and says nothing of the machine it was written on. */
export function layout(file: HouseFile): string[] {
  const problems: string[] = []
  if (VAGUE.test(file.path)) problems.push(`${file.path}:1 could hold anything: name it for what it does`)
  const lines = file.text.split('\n').length - 1
  const limit = file.path.startsWith('core/src/blocks/') ? DECLARATION_LINES : SOURCE_LINES
  if (file.source !== undefined && !file.isTest && lines > limit) {
    problems.push(`${file.path}:${limit + 1} has ${lines} lines, ${limit} at most: it holds more than one idea`)
  }
  const machine = MACHINE.exec(file.text)
  // The rule's own pattern and its test have to spell one.
  if (machine !== null && !file.path.startsWith('scripts/house')) problems.push(`${lineOf(file, machine.index)} names a machine's own path`)
  return problems
}
