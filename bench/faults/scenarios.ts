import { REFUSED } from './server.ts'
import type { Play, Stage } from './stage.ts'

/** What can go wrong between an edit and its answer, by what goes wrong. */
export const scenarios: Readonly<Record<string, Play>> = {
  'two edits of a row, the first refused': async (stage) => {
    await stage.edit('h1', { name: REFUSED })
    await stage.edit('h1', { description: 'new' })
    await answerWrites(stage, 'first')
  },
  'a read from before lands on a pending edit': async (stage) => {
    const read = await stage.read()
    await stage.edit('h1', { name: 'new' })
    await stage.answer(read)
    await answerWrites(stage, 'first')
  },
  'one field twice, answered the other way round': async (stage) => {
    await stage.edit('h1', { name: 'first' })
    await stage.edit('h1', { name: 'second' })
    // The server does them as they came; only the answers overtake each other.
    for (const write of stage.writes()) write.work()
    await answerWrites(stage, 'last')
  },
  'a read lands that still has the removed row': async (stage) => {
    await stage.remove('h2')
    await stage.answer(await stage.read())
    await answerWrites(stage, 'first')
  },
  'others write another field, the edit is refused': async (stage) => {
    await stage.edit('h1', { name: REFUSED })
    stage.others('h1', { description: 'theirs' })
    await stage.answer(await stage.read())
    await answerWrites(stage, 'first')
  },
  'others write another row, the edit is refused': async (stage) => {
    await stage.edit('h1', { name: REFUSED })
    stage.others('h2', { name: 'theirs' })
    await stage.answer(await stage.read())
    await answerWrites(stage, 'first')
  },
  'a row appears at the head, the edit is refused': async (stage) => {
    await stage.edit('h1', { name: REFUSED })
    stage.others('h0', { name: 'theirs', description: 'theirs' })
    await stage.answer(await stage.read())
    await answerWrites(stage, 'first')
  },
  'a read from before lands after the answer': async (stage) => {
    await stage.edit('h1', { name: 'new' })
    const read = await stage.read()
    await answerWrites(stage, 'first')
    await stage.answer(read)
  },
}

/** Answers writes until none waits: libraries that send one at a time send the next only then. */
async function answerWrites(stage: Stage, which: 'first' | 'last'): Promise<void> {
  for (;;) {
    const write = stage.writes().at(which === 'first' ? 0 : -1)
    if (!write) return
    await stage.answer(write)
  }
}
