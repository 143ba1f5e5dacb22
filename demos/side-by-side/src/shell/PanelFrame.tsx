import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { PanelKind } from '../panels/kinds.ts'
import type { Panel, Talk } from '../panels/panel.ts'
import { Letter } from './Letter.tsx'
import { useStage } from './useStage.ts'

/** A panel's frame. What is in it belongs to another framework, and React leaves it alone. */
export function PanelFrame({ kind, talk, active }: { kind: PanelKind; talk: Talk; active: boolean }): ReactElement {
  const stage = useStage()
  const body = useRef<HTMLDivElement>(null)
  const panel = useRef<Panel>(null)
  const latest = useRef(talk)

  useEffect(() => {
    latest.current = talk
    panel.current?.show(talk)
  }, [talk.id, talk.conv_id])

  useEffect(() => {
    // Each mount gets an element of its own: what is being taken down may still be at work in the last one.
    const element = document.createElement('div')
    element.className = 'panel-inside'
    body.current?.append(element)
    let over = false
    void kind.load().then((mount) => {
      if (!over) panel.current = mount(element, stage, latest.current)
    })
    return () => {
      over = true
      panel.current?.close()
      panel.current = null
      element.remove()
    }
  }, [kind, stage])

  return (
    <section className="panel" data-panel={kind.name} data-active={active} aria-label={kind.title}>
      <header className="panel-head">
        <Letter kind={kind} />
        <h2>{kind.title}</h2>
        <code title={kind.line}>{kind.line}</code>
      </header>
      <div ref={body} className="panel-body" />
    </section>
  )
}
