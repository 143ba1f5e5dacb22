import { Window } from 'happy-dom'
import { createElement, useLayoutEffect } from 'react'
import type { ReactNode } from 'react'
import type { useSWRConfig as Config } from 'swr'
import { apiOf } from '../api.ts'
import type { Row } from '../row.ts'
import type { Subject } from '../subject.ts'

const ignore = (): void => {}

/** The hook in React, and `mutate` of its configuration with `optimisticData`, `rollbackOnError` and `populateCache`. A frame is a commit. */
export const swr: Subject = {
  name: 'SWR',
  start: async (server, published) => {
    const window = new Window({ url: 'http://faults.test/' })
    // React and SWR look for a browser as they are loaded; the others must not find one.
    Object.assign(globalThis, { window, document: window.document })
    const { createRoot } = await import('react-dom/client')
    const { SWRConfig, default: useSWR, useSWRConfig } = await import('swr')
    const api = apiOf(server)
    let shown: readonly Row[] = []
    let mutate: ReturnType<typeof Config>['mutate'] | undefined

    const Screen = (): ReactNode => {
      const { data } = useSWR<Row[]>('halls', () => api.list())
      const config = useSWRConfig()
      useLayoutEffect(() => {
        mutate = config.mutate
        shown = data ?? []
        published(shown)
      })
      return null
    }
    // What React wants is an element of a page; happy-dom's is one in all but its type.
    const root = createRoot(window.document.createElement('div') as unknown as Element)
    root.render(createElement(SWRConfig, { value: { provider: () => new Map() } }, createElement(Screen)))

    const optimistic = <Answer>(
      sent: Promise<Answer>,
      change: (all: Row[]) => Row[],
      answered: (answer: Answer, all: Row[]) => Row[],
    ): void =>
      void mutate?.<Row[], Answer>('halls', sent, {
        optimisticData: (all = []) => change(all),
        rollbackOnError: true,
        populateCache: (answer, all = []) => answered(answer, all),
      }).catch(ignore)
    return {
      edit: (id, fields) => {
        const one = (all: Row[], to: Partial<Row>): Row[] => all.map((row) => (row.unique_id === id ? { ...row, ...to } : row))
        optimistic(
          api.edit(id, fields),
          (all) => one(all, fields),
          (answer, all) => one(all, answer),
        )
      },
      remove: (id) => {
        const without = (all: Row[]): Row[] => all.filter(({ unique_id }) => unique_id !== id)
        optimistic(api.remove(id), without, (_, all) => without(all))
      },
      refetch: () => void mutate?.('halls'),
      rows: () => shown,
      stop: () => {
        root.unmount()
        // React's last work is done in tasks of its own, which look for the window.
        setTimeout(() => {
          Reflect.deleteProperty(globalThis, 'window')
          Reflect.deleteProperty(globalThis, 'document')
        }, 10)
      },
    }
  },
}
