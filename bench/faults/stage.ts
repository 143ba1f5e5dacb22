import { factsOf, noteAnswer, noteFrame, noteWrite, wrongIn } from './judge.ts'
import type { Facts } from './judge.ts'
import type { Edit, Row } from './row.ts'
import { createServer, REFUSED } from './server.ts'
import type { Held } from './server.ts'
import type { Subject } from './subject.ts'

/** What a scenario can make happen. Each step is over when nothing moves any more, and judged frame by frame. */
export interface Stage {
  edit(id: string, fields: Edit): Promise<void>
  remove(id: string): Promise<void>
  /** Somebody else writes a row, or makes one; the screen does not know yet. */
  others(id: string, fields: Edit): void
  /** The list is read again. The read that has come in by then, if the library sent one. */
  read(): Promise<Held | undefined>
  /** The writes that wait. */
  writes(): readonly Held[]
  /** Lets an answer through. Nothing where nobody waits for it any more. */
  answer(held: Held | undefined): Promise<void>
}

/** A wrong frame, or a wrong end. */
export interface Fault {
  /** What had just happened. */
  readonly after: string
  readonly wrong: string
  readonly frame: readonly Row[]
}

/** A list of three, and what happens to it. */
export type Play = (stage: Stage) => Promise<void>

const ROWS: readonly Row[] = ['h1', 'h2', 'h3'].map((id) => ({ unique_id: id, name: `hall ${id}`, description: `old ${id}` }))

/** Milliseconds without a frame or a request after which nothing moves any more: libraries gather frames for up to ten. */
const QUIET = 20

/**
 * Plays a scenario to a library and judges every frame it publishes; at last all is answered, the list is read once more, and the screen
 * must show what the server has.
 *
 * @returns the faults, none where all went well
 *
 * @example
 * const faults = await playTo(ours, play)
 */
export async function playTo(subject: Subject, play: Play): Promise<Fault[]> {
  const server = createServer(ROWS)
  const faults: Fault[] = []
  let facts = factsOf(ROWS)
  let frames: (readonly Row[])[] = []
  let published = 0
  const running = await subject.start(server, (rows) => {
    published += 1
    frames.push(rows)
  })

  const still = async (): Promise<void> => {
    let before
    do {
      before = `${published} ${server.held().length}`
      await new Promise((resolve) => void setTimeout(resolve, QUIET))
    } while (before !== `${published} ${server.held().length}`)
  }
  const step = async (after: string, note: (facts: Facts) => void, act: () => void): Promise<void> => {
    const old = facts
    facts = structuredClone(old)
    note(facts)
    frames = []
    act()
    await still()
    // Until the library has caught up with the step, frames may still show what was right before it.
    let caughtUp = false
    for (const [at, frame] of [...frames, running.rows()].entries()) {
      const wrong = wrongIn(facts, frame)
      if (wrong && (caughtUp || at === frames.length || wrongIn(old, frame))) {
        if (faults.at(-1)?.wrong !== wrong) faults.push({ after, wrong, frame })
      } else caughtUp ||= !wrong
      noteFrame(facts, frame)
    }
  }
  const answer: Stage['answer'] = async (held) => {
    if (!held || !server.held().includes(held)) return
    const { method, id, fields } = held
    const state = fields.name === REFUSED ? 'refused' : 'acknowledged'
    const note = (facts: Facts): void => (method === 'PUT' ? noteAnswer(facts, id, fields, state) : undefined)
    await step(method === 'GET' ? 'a read landed' : `${method} ${id} was ${state}`, note, held.answer)
  }
  const rest = async (): Promise<void> => {
    for (let [held] = server.held(); held; [held] = server.held()) await answer(held)
  }

  try {
    await still()
    for (const held of server.held()) held.answer()
    await still()
    if (running.rows().length !== ROWS.length) throw new Error(`${subject.name} does not show the list.`)
    noteFrame(facts, running.rows())

    await play({
      edit: (id, fields) =>
        step(
          `${id} was edited`,
          (facts) => noteWrite(facts, id, fields, 'pending'),
          () => running.edit(id, fields),
        ),
      remove: (id) =>
        step(
          `${id} was removed`,
          ({ removed }) => removed.push(id),
          () => running.remove(id),
        ),
      others: (id, fields) => {
        server.put(id, fields)
        noteWrite(facts, id, fields, 'server')
      },
      read: async () => {
        await step('a read began', () => {}, running.refetch)
        return server.held().findLast(({ method }) => method === 'GET')
      },
      writes: () => server.held().filter(({ method }) => method !== 'GET'),
      answer,
    })
    await rest()
    await step('the last read began', () => {}, running.refetch)
    await rest()
    const end = running.rows()
    if (inOrder(end) !== inOrder(server.rows()))
      faults.push({ after: 'all was answered', wrong: 'ends differently from the server', frame: end })
    return faults
  } finally {
    running.stop()
  }
}

/** Rows as text whose order is always the same: how a library sorts is not asked. */
function inOrder(rows: readonly Row[]): string {
  const texts = rows.map(({ unique_id, name, description }) => JSON.stringify([unique_id, name, description]))
  return texts.toSorted().join()
}
