import { DatabaseSync } from 'node:sqlite'
import { passages } from './passages.ts'

/** Something an answer may quote. */
export interface Source {
  readonly id: string
  readonly name: string
  readonly kind: 'context' | 'file' | 'content' | 'message' | 'variable'
  readonly text: string
}

/** A passage that speaks about what was asked. */
export interface Found {
  readonly source: Source
  /** The passage as it stands in the source, without its heading. */
  readonly passage: string
  /** Those of its sentences that speak about it most, in their order; at most two. */
  readonly excerpt: string
  /** 0 to 1, two decimals: how much of the question is spoken about, and how distinctly. */
  readonly relevance: number
  /** The terms of the question found in it. */
  readonly about: readonly string[]
}

/**
 * Searches sources for the terms of a question, best first: SQLite FTS5 with Porter stemming, bm25 weighed by how many of the
 * terms a passage speaks about. A passage must speak about a third of them, or three where the question is long.
 *
 * The index is built for the one question, of these sources alone. So the same data always gives the same answer, whatever other
 * tenants hold, and there is no index to keep in step with the texts: a hundred pages take a few milliseconds.
 *
 * @example
 * search(['bearing', 'grease'], [{ id: 'c1', name: 'Plan', kind: 'context', text: 'Grease the bearing monthly.' }])[0]?.relevance // 1
 */
export function search(wanted: readonly string[], sources: readonly Source[], limit = 5): Found[] {
  if (wanted.length === 0) return []
  const rows = sources.flatMap((source) => passages(source.text).map((passage) => ({ source, passage })))
  const index = new DatabaseSync(':memory:')
  try {
    index.exec(`create virtual table passages using fts5(body, name, tokenize = 'porter unicode61 remove_diacritics 2');
      create virtual table sentences using fts5(body, tokenize = 'porter unicode61 remove_diacritics 2'); begin`)
    const addPassage = index.prepare('insert into passages (rowid, body, name) values (?, ?, ?)')
    const addSentence = index.prepare('insert into sentences (rowid, body) values (?, ?)')
    rows.forEach(({ source, passage }, row) => {
      addPassage.run(row, `${passage.heading}\n${passage.sentences.join(' ')}`, source.name)
      passage.sentences.forEach((sentence, at) => addSentence.run(row * 1000 + at, sentence))
    })
    const matching = (table: 'passages' | 'sentences'): Map<string, Set<unknown>> => {
      const query = index.prepare(`select rowid from ${table} where ${table} match ?`)
      return new Map(wanted.map((term) => [term, new Set(query.all(`"${term}"`).map((hit) => hit['rowid']))]))
    }
    const inPassages = matching('passages')
    const inSentences = matching('sentences')
    const holding = (hits: Map<string, Set<unknown>>, row: number): string[] => wanted.filter((term) => hits.get(term)?.has(row))
    const ranked = index
      .prepare('select rowid, -bm25(passages, 1.0, 0.6) as weight from passages where passages match ? order by weight desc, rowid')
      .all(wanted.map((term) => `"${term}"`).join(' OR '))
      // Both columns are numbers by the query.
      .map((hit) => ({ row: hit['rowid'] as number, weight: hit['weight'] as number }))
    const heaviest = ranked[0]?.weight ?? 1
    const needed = Math.min(Math.ceil(wanted.length / 3), 3)
    return ranked
      .flatMap(({ row, weight }) => {
        const { source, passage } = rows[row] ?? {}
        const about = holding(inPassages, row)
        const share = about.length / wanted.length
        if (source === undefined || passage === undefined || about.length < needed) return []
        const spoken = passage.sentences.map((sentence, at) => ({ sentence, at, said: holding(inSentences, row * 1000 + at).length }))
        return [
          {
            source,
            passage: passage.sentences.join(' '),
            excerpt: telling(spoken),
            relevance: Math.round(share * (0.6 + 0.4 * (weight / heaviest)) * 100) / 100,
            about,
          },
        ]
      })
      .sort((a, b) => b.relevance - a.relevance)
      .slice(0, limit)
  } finally {
    index.close()
  }
}

/** The two sentences that say most of what was asked; the first ones where only the heading or the source's name says it. */
function telling(spoken: readonly { sentence: string; at: number; said: number }[]): string {
  const most = [...spoken].sort((a, b) => b.said - a.said || a.at - b.at)
  const best = most[0]?.said ?? 0
  return most
    .slice(0, 2)
    .filter(({ said }, place) => place === 0 || said >= Math.max(1, best - 1) || best === 0)
    .sort((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence)
    .join(' ')
}
