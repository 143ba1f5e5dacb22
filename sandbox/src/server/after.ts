/** Runs `run` in so many milliseconds. Returns the way to take it back. */
export type After = (ms: number, run: () => void) => () => void

/**
 * Waits by the clock on the wall. A timer keeps no process alive: what it is for does.
 *
 * @example
 * const cancel = realAfter(10_000, () => leave(user))
 */
export function realAfter(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms)
  timer.unref()
  return () => clearTimeout(timer)
}

/**
 * Runs `run` every so many milliseconds, until it is taken back.
 *
 * @example
 * const stop = every(after, 3_000, () => send(frames.ping(now())))
 */
export function every(after: After, ms: number, run: () => void): () => void {
  let cancel = (): void => {}
  const next = (): void => {
    cancel = after(ms, () => {
      next()
      run()
    })
  }
  next()
  return () => cancel()
}
