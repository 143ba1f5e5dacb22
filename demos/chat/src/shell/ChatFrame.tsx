import { useStore } from '@blockstate/demo-stage/useStore.ts'
import { useEffect, useRef } from 'react'
import type { ReactElement } from 'react'
import type { Framework } from '../chat/frameworks.ts'
import type { MountedChat } from '../chat/mountChat.ts'
import type { Stage } from './createStage.ts'

/** Holds the chat. What is in it belongs to the framework that renders it, and the page leaves it alone. */
export function ChatFrame({ framework, stage }: { framework: Framework; stage: Stage }): ReactElement {
  const place = useStore(stage.$place)
  const frame = useRef<HTMLDivElement>(null)
  const chat = useRef<MountedChat>(null)

  useEffect(() => chat.current?.show(place), [place])

  useEffect(() => {
    // Each mount gets an element of its own: what is being taken down may still be at work in the last one.
    const element = document.createElement('div')
    element.className = 'chat'
    frame.current?.append(element)
    let over = false
    void framework.load().then((mount) => {
      if (!over) chat.current = mount(element, stage, stage.$place.get())
    })
    return () => {
      over = true
      chat.current?.close()
      chat.current = null
      element.remove()
    }
  }, [framework, stage])

  return <div ref={frame} className="frame" data-framework={framework.id} />
}
