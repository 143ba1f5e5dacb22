import type { Row } from '@blockstate/core'
import type { search } from '@blockstate/core/search'
import { memo } from 'react'
import { marked } from './marked.ts'

/** One book that was found, and the text around the words. */
export const Found = memo(function Found({ result, words }: { result: Row<typeof search>; words: string }) {
  return (
    <li className="found">
      <b>{result.entity_alias}</b>
      <p>{marked(result.content, words).map(({ text, hit }, at) => (hit ? <mark key={at}>{text}</mark> : text))}</p>
    </li>
  )
})
