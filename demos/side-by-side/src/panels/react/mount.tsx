import { BlockstateProvider } from '@blockstate/react'
import { createRoot } from 'react-dom/client'
import type { Mount } from '../panel.ts'
import { ReactPanel } from './ReactPanel.tsx'

/** The React panel, a root of its own. */
export const mount: Mount = (host, { client, probe }, talk) => {
  const root = createRoot(host)
  const show = (next: typeof talk): void =>
    root.render(
      <BlockstateProvider client={client}>
        <ReactPanel talk={next} tally={() => probe.tally('react')} />
      </BlockstateProvider>,
    )
  show(talk)
  return {
    show,
    // Later: the page around it may be rendering just now, and React does not take a root down within a render.
    close: () => queueMicrotask(() => root.unmount()),
  }
}
