import { afterEach, expect, test, vi } from 'vitest'
import { listen } from '../testing/listen.ts'
import { toyBlock } from '../testing/toyBlock.ts'
import { virtualSandbox } from '../testing/virtualSandbox.ts'
import type { VirtualSandbox } from '../testing/virtualSandbox.ts'

const ends: (() => void)[] = []

afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function talking(): Promise<VirtualSandbox & { talk: (words: number, fault: string, signal?: AbortSignal) => Promise<Response> }> {
  // Each pause lets the socket's own events happen.
  const pause = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
  const world = virtualSandbox({ blocks: [toyBlock()], seed: false, pause })
  const { origin, close } = await listen(world.sandbox)
  ends.push(close)
  return {
    ...world,
    talk: (words, fault, signal) =>
      fetch(`${origin}/v1/toy/talk/stream`, {
        method: 'POST',
        headers: { 'app-id': 'demo', 'content-type': 'application/json', 'x-sandbox-fault': fault },
        body: JSON.stringify({ words }),
        ...(signal === undefined ? {} : { signal }),
      }),
  }
}

const said = ({ sandbox }: VirtualSandbox): unknown[] =>
  sandbox.database.all('select words, aborted from said').map((row) => Object.assign({}, row))

test('over a socket, drop breaks the body after its events and the answer is still finished', async () => {
  const world = await talking()
  // Long enough for the cut to be noticed on this side while the answer is still being made.
  const response = await world.talk(2_000, 'drop=2')
  let text = ''
  const reading = async (): Promise<void> => {
    for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) text += chunk
  }
  await expect(reading()).rejects.toThrow('terminated')
  expect(text.match(/token/g)).toHaveLength(2)
  await vi.waitFor(() => expect(said(world)).toEqual([{ words: 2_000, aborted: 0 }]), { timeout: 5000 })
})

test('over a socket, a client that hangs up is told to the handler', async () => {
  const world = await talking()
  const controller = new AbortController()
  const response = await world.talk(1_000_000, '', controller.signal)
  await response.body?.getReader().read()
  controller.abort()
  await vi.waitFor(() => expect(said(world)).toEqual([{ words: 1_000_000, aborted: 1 }]), { timeout: 5000 })
})
