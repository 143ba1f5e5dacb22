import type { Line } from '../client/line.ts'
import type { Read } from './read.ts'

/** Is what happens heard of? `refused`: the server does not let this user listen. */
export type LineStatus = 'waiting' | 'live' | 'refused'

/**
 * Lets a read hear what is said under an identifier, and show whether it does. After every gap it is read again. Returns the undo.
 *
 * @param replan from now on it is asked for by the clock
 *
 * @example
 * attend: () => followLine(line, identifier, read, face.replan, hear)
 */
export function followLine<
  State extends { readonly fetching: boolean },
  Told extends { readonly fetching: boolean; readonly line: LineStatus },
>(
  line: Line,
  identifier: string,
  read: Pick<Read<State, Told>, 'set' | 'refetch'>,
  replan: () => void,
  hear: (message: unknown) => void,
): () => void {
  // Every such read has a line; a partial of a type parameter is not seen to.
  const show = (status: LineStatus): void => read.set({ line: status } as Partial<Told>)
  const off = line.follow(identifier, {
    hear,
    up: () => {
      show('live')
      void read.refetch()
    },
    down: (refused) => {
      show(refused ? 'refused' : 'waiting')
      replan()
    },
  })
  return () => {
    off()
    show('waiting')
  }
}
