import { Session } from 'node:inspector/promises'
import type { HeapProfiler } from 'node:inspector'

/** Bytes between two samples: small enough for a thousand tokens, large enough not to be what is measured. */
const EVERY = 4_096

/** How many bytes a piece of work allocated, those already collected included. */
export async function allocated(work: () => Promise<unknown>): Promise<number> {
  const session = new Session()
  session.connect()
  const collected = { includeObjectsCollectedByMajorGC: true, includeObjectsCollectedByMinorGC: true }
  await session.post('HeapProfiler.startSampling', { samplingInterval: EVERY, ...collected })
  await work()
  const { profile } = await session.post('HeapProfiler.stopSampling')
  session.disconnect()
  const sum = ({ selfSize, children }: HeapProfiler.SamplingHeapProfileNode): number =>
    selfSize + children.reduce((total, child) => total + sum(child), 0)
  return sum(profile.head)
}
