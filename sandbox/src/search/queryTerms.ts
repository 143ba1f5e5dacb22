/**
 * A word as it is compared: without accents, in lower case.
 *
 * @example
 * fold('Größe') // 'große'
 */
export function fold(word: string): string {
  return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}

/** How a query's words are read. */
export interface QueryRules {
  readonly synonyms: ReadonlyMap<string, readonly string[]>
  /** Folded. Left out of queries, unless there is nothing else in them. */
  readonly stopWords: ReadonlySet<string>
}

/** More words than this make no query better, and only slower. */
const most = 32

/**
 * Takes a query apart: what stands in double quotes is one phrase, everything else words. Every other sign, operators of the full-text
 * engine included, means nothing. Pieces without a letter or digit are left out.
 *
 * @example
 * queryTerms('spring "high water" OR') // ['high water', 'spring', 'OR']
 */
function queryTerms(text: string): string[] {
  // A NUL would end the expression for the engine: control characters part words like blanks do.
  const query = text.replaceAll(/\p{Cc}/gu, ' ')
  const phrases = [...query.matchAll(/"([^"]*)"/g)].map(([, phrase = '']) => phrase)
  const words = query.replaceAll(/"[^"]*"/g, ' ').split(/[\s"]+/)
  return [...phrases, ...words].filter((term) => /[\p{L}\p{N}]/u.test(term)).slice(0, most)
}

/**
 * The query as the full-text engine reads it: all words (narrow) or any of them (wide), each beside its synonyms. `undefined` where
 * nothing in it can be searched for. Each piece is quoted, so that none of it is taken for an operator.
 *
 * @example
 * matchExpression('tv stand', 'narrow', { synonyms: new Map([['tv', ['television']]]), stopWords: new Set() })
 * // '("tv" OR "television") AND ("stand")'
 */
export function matchExpression(query: string, type: 'narrow' | 'wide', { synonyms, stopWords }: QueryRules): string | undefined {
  const terms = queryTerms(query)
  const telling = terms.filter((term) => !stopWords.has(fold(term)))
  const wanted = telling.length > 0 ? telling : terms
  if (wanted.length === 0) return undefined
  const any = wanted.map((term) => `(${[term, ...(synonyms.get(fold(term)) ?? [])].map(quoted).join(' OR ')})`)
  return any.join(type === 'narrow' ? ' AND ' : ' OR ')
}

/**
 * The same for a name that is being typed: its last word may go on.
 *
 * @example
 * prefixExpression('new yo') // '"new" AND "yo"*'
 */
export function prefixExpression(typed: string): string | undefined {
  const terms = queryTerms(typed.replaceAll('"', ' '))
  if (terms.length === 0) return undefined
  return `${terms.map(quoted).join(' AND ')}*`
}

function quoted(term: string): string {
  return `"${term.replaceAll('"', '""')}"`
}
