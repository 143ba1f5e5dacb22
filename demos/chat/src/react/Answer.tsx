import { growingMarkdown } from '@blockstate/demo-stage/growingMarkdown.ts'
import type { MarkdownBlock } from '@blockstate/demo-stage/growingMarkdown.ts'
import { safeHtml } from '@blockstate/demo-stage/safeHtml.ts'
import { memo, useState } from 'react'
import type { ReactElement } from 'react'

/** Markdown that grows: only its last block is parsed and rendered again. */
export function Answer({ content }: { content: string }): ReactElement[] {
  const [blocksOf] = useState(() => growingMarkdown({ safe: safeHtml }))
  // Blocks come at the end and never change places: their index is their key.
  return blocksOf(content).map((block, at) => <Block key={at} block={block} />)
}

const Block = memo(function Block({ block }: { block: MarkdownBlock }) {
  return <div className="block" dangerouslySetInnerHTML={{ __html: block.html }} />
})
