import { op, optional, paged, resource } from '@blockstate/core/describe'
import { fromColumns } from '../database/fromColumns.ts'
import { message, nothing, page, plain, record, stream } from '../server/answer.ts'
import type { Block } from '../server/block.ts'
import type { Context, SignedIn } from '../server/context.ts'
import { handle } from '../server/handle.ts'
import { refuse } from '../server/refusal.ts'
import { selectPage } from '../server/selectPage.ts'

const Note = resource('note', {
  title: 'string',
  tags: 'string[]?',
  stars: 'integer?',
  pinned: 'boolean?',
  due: 'timestamp|null?',
  extra: 'json?',
  author: 'ref?',
})
const listNotes = op('GET toy/notes', { about: 'List notes', auth: 'none', query: paged({ search: 'string?' }), returns: [Note] })
const createNote = op('POST toy/notes', { about: 'Write a note', auth: 'none', body: Note, returns: Note })
const getNote = op('GET toy/notes/:id', { about: 'Read a note', auth: 'none', returns: Note })
const countNotes = op('GET toy/notes/count', {
  about: 'Count notes',
  auth: 'none',
  query: { tag: 'string[]?', min: 'integer' },
  returns: { count: 'integer', tags: 'string[]' },
})
const updateNote = op('PUT toy/notes/:id', { about: 'Change a note', auth: 'none', body: Note, returns: Note })
const credit = op('POST toy/wallet', {
  about: 'Pay in',
  auth: 'none',
  root: 'transaction',
  body: { kind: '=credit', amount: 'decimal', lines: optional([{ sku: 'string' }]) },
  returns: { message: 'string' },
})
const debit = op('POST toy/wallet', {
  about: 'Pay out',
  auth: 'none',
  root: 'transaction',
  body: { kind: '=debit', amount: 'decimal' },
  returns: { message: 'string' },
})
const upload = op('POST toy/files', {
  about: 'Keep a file',
  auth: 'none',
  body: { file: 'file', name: 'string?' },
  returns: { name: 'string', size: 'integer' },
})
const talk = op('POST toy/talk/stream', {
  about: 'Talk',
  auth: 'none',
  body: { words: 'integer' },
  streams: { token: { content: 'string' }, done: { count: 'integer' } },
})
const lie = op('GET toy/lie', { about: 'Answer what is not declared', auth: 'none', returns: { truth: 'string' } })
const crash = op('GET toy/crash', { about: 'Break', auth: 'none' })
const unserved = op('GET toy/unserved', { about: 'Declared only' })

interface NoteRow {
  readonly unique_id: string
}

function readNote(context: Context<SignedIn | null>, id: string): object {
  const row = context.database.get<NoteRow>('select * from notes where tenant = ? and unique_id = ?', context.tenant, id)
  return row ?? refuse(404, 'not_found', 'Note not found', `No note has the id ${id}.`)
}

async function* talkEvents(
  context: Context<SignedIn | null>,
  words: number,
): AsyncGenerator<{ type: string; content?: string; count?: number }> {
  for (let word = 0; word < words; word += 1) {
    if (context.signal.aborted) break
    yield { type: 'token', content: `${word} ` }
    await context.pause(10, context.signal)
  }
  context.database.run('insert into said (tenant, words, aborted) values (?, ?, ?)', context.tenant, words, context.signal.aborted ? 1 : 0)
  yield { type: 'done', count: words }
}

/**
 * A block that exists for tests of the server: one operation of every form.
 *
 * @example
 * createSandbox({ blocks: [toyBlock()] })
 */
export function toyBlock(): Block {
  return {
    name: 'toy',
    operations: { listNotes, createNote, getNote, countNotes, updateNote, credit, debit, upload, talk, lie, crash, unserved, Note },
    migrations: [
      `create table notes (unique_id text primary key, tenant text not null, title text, tags text, stars integer, pinned integer, due text,
         extra text, created_at text, updated_at text);
       create table said (tenant text, words integer, aborted integer)`,
    ],
    handlers: [
      handle(listNotes, (context, input) => {
        const { rows, total } = selectPage(context, input, Note, { table: 'notes' })
        return page(Note, rows, { total })
      }),
      handle(createNote, (context, input) => {
        const at = new Date(context.now()).toISOString()
        const id = context.mint()
        context.database.run(
          'insert into notes values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          id,
          context.tenant,
          input.title,
          JSON.stringify(input.tags ?? []),
          input.stars ?? null,
          input.pinned === true ? 1 : 0,
          input.due ?? null,
          JSON.stringify(input.extra ?? null),
          at,
          at,
        )
        return record(Note, { ...fromColumns(Note, readNote(context, id)), author: { type: 'user', id: 'u1' } })
      }),
      handle(getNote, (context, input) => record(Note, fromColumns(Note, readNote(context, input.id)))),
      handle(updateNote, (context, input) => {
        readNote(context, input.id)
        const at = new Date(context.now()).toISOString()
        context.database.run(
          'update notes set title = coalesce(?, title), updated_at = ? where tenant = ? and unique_id = ?',
          input.title ?? null,
          at,
          context.tenant,
          input.id,
        )
        return record(Note, { unique_id: input.id, ...(input.title === undefined ? {} : { title: input.title }), updated_at: at })
      }),
      handle(countNotes, (context, input) => plain({ count: input.min, tags: input.tag ?? [] })),
      handle(credit, (_, input) => message(`in ${input.amount}`)),
      handle(debit, (_, input) => message(`out ${input.amount}`)),
      handle(upload, async (_, input) => plain({ name: input.name ?? '', size: (await input.file.arrayBuffer()).byteLength })),
      handle(talk, (context, input) => stream(talkEvents(context, input.words))),
      handle(lie, () => plain({ truth: 1, extra: true })),
      handle(crash, () => {
        throw new Error('secret detail')
      }),
      handle(op('GET toy/stray', { about: 'Declared nowhere' }), () => nothing()),
    ],
  }
}
