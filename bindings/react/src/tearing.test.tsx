import type { ActingStore } from '@blockstate/core'
import { turn, until } from '@blockstate/core/testing'
import { useStore as useLibraryStore } from '@nanostores/react'
import { atom } from 'nanostores'
import type { WritableAtom } from 'nanostores'
import { startTransition, useLayoutEffect, useRef, useState } from 'react'
import type { ReactElement } from 'react'
import { flushSync } from 'react-dom'
import { createRoot } from 'react-dom/client'
import { expect, test } from 'vitest'
import { useStore } from './useStore.ts'

const ROWS = 20
/** Longer than React renders before it lets others have a turn (5 ms), so that the store changes between rows. */
const SLOW = 6

type Counter = ActingStore<{ count: number }, object> & WritableAtom<{ count: number }>
// nanostores types `init` as perhaps missing; this store is made with it.
const counter = (): Counter => Object.assign(atom({ count: 0 }), { actions: {} }) as Counter

/** Mounts slow rows in a transition while the store changes, and tells what each commit of the list showed: its distinct values. */
async function distinctValuesOfCommits(useCount: ($counter: Counter) => number): Promise<number[]> {
  const $counter = counter()
  const commits: number[] = []
  let rendered = 0
  let show: (shown: boolean) => void = () => {}

  const Row = (): ReactElement => {
    const count = useCount($counter)
    const begun = performance.now()
    while (performance.now() - begun < SLOW);
    rendered += 1
    return <li>{count}</li>
  }
  const Rows = (): ReactElement => {
    const list = useRef<HTMLUListElement>(null)
    useLayoutEffect(() => {
      commits.push(new Set([...(list.current?.children ?? [])].map(({ textContent }) => textContent)).size)
    })
    return (
      <ul ref={list}>
        {Array.from({ length: ROWS }, (_, index) => (
          <Row key={index} />
        ))}
      </ul>
    )
  }
  const App = (): ReactElement | null => {
    const [shown, setShown] = useState(false)
    show = setShown
    return shown ? <Rows /> : null
  }
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  flushSync(() => root.render(<App />))
  startTransition(() => show(true))
  while (commits.length === 0) {
    await turn()
    if (rendered > 0 && rendered < ROWS) $counter.set({ count: $counter.value.count + 1 })
  }
  expect($counter.value.count, 'the store changed while React rendered').toBeGreaterThan(1)
  // Whatever a commit showed, in the end all rows show the newest value.
  await until(() => container.textContent === String($counter.value.count).repeat(ROWS))
  root.unmount()
  container.remove()
  return commits
}

test('rows that mount while the store changes all show the same value', async () => {
  const commits = await distinctValuesOfCommits(($counter) => useStore($counter).count)
  expect(commits).toEqual([1])
})

test('a snapshot taken while rendering, as the ecosystem binding keeps it, commits rows of different values', async () => {
  const [first] = await distinctValuesOfCommits(($counter) => useLibraryStore($counter).count)
  // The day this fails, the library no longer tears, and our own hook may give way to it.
  expect(first).toBeGreaterThan(1)
})

test('the newest value shows where a store changed between render and commit', async () => {
  const $counter = counter()
  const Count = (): ReactElement => {
    const { count } = useStore($counter)
    useLayoutEffect(() => {
      if (count === 0) $counter.set({ count: 1 })
    }, [count])
    return <p>{count}</p>
  }
  const container = document.body.appendChild(document.createElement('div'))
  const root = createRoot(container)
  root.render(<Count />)
  await until(() => container.textContent === '1')
  root.unmount()
})
