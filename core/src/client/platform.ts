/** The locks all tabs of an origin share, in the shape of `navigator.locks`. */
export interface Locks {
  /**
   * Waits for the lock, runs `run` and holds it until what that returned settles. Rejects where `signal` aborts before, and where there
   * is no lock to be had.
   */
  request(name: string, options: { signal: AbortSignal }, run: () => Promise<void>): Promise<unknown>
}

/** Messages to the other tabs of an origin, never to this one. */
export interface Channel {
  /** Plain JSON only. */
  post(message: unknown): void
  onMessage(run: (message: unknown) => void): void
  close(): void
}

/** Everything of the outside world but fetch and storage: time, chance, the screen and the network. Tests bring a virtual one. */
export interface Platform {
  /** Milliseconds since 1970. */
  now(): number
  /** In [0, 1). */
  random(): number
  /** Runs `run` once, `ms` milliseconds from now. Returns the way to take it back. */
  after(ms: number, run: () => void): () => void
  /** Runs `run` before the next frame; where there are none, in a later task. Returns the way to take it back. */
  frame(run: () => void): () => void
  /** Does anybody see the page? True where there is no page. */
  visible(): boolean
  online(): boolean
  /** The page was looked at again. Returns the undo. */
  onFocus(run: () => void): () => void
  /** The connection came back, and has had a moment to carry requests. Returns the undo. */
  onReconnect(run: () => void): () => void
  /** The page goes out of sight, perhaps for good. Returns the undo. Missing where there is no page. */
  readonly onHide?: ((run: () => void) => () => void) | undefined
  /** What tabs agree by. Where it is missing, each works for itself. */
  readonly locks?: Locks | undefined
  /** Another tab changed the storage they share: the key, `null` where all of it was cleared. Returns the undo. Missing where there is no page. */
  readonly onStorage?: ((run: (key: string | null) => void) => () => void) | undefined
  /** Opens the channel of this name to the other tabs. Missing where there are none to talk to. */
  readonly channel?: ((name: string) => Channel) | undefined
}

/** Milliseconds a connection that came back is given: a browser tells of it before names are found and routes are known. */
const SETTLES = 500

/**
 * The platform the code runs on: a browser's window and document, or a server without either.
 *
 * @example
 * createClient({ appId, platform: { ...hostPlatform(), random: () => 0.5 } })
 */
export function hostPlatform(): Platform {
  // A worker or a server has no document; lib.dom types it as always there.
  const page = globalThis.document as Document | undefined
  const visible = (): boolean => page?.visibilityState !== 'hidden'
  const online = (): boolean => globalThis.navigator?.onLine !== false
  const on = (target: EventTarget | undefined, event: string, run: (event: Event) => void): (() => void) => {
    target?.addEventListener(event, run)
    return () => target?.removeEventListener(event, run)
  }
  const after = (ms: number, run: () => void): (() => void) => {
    // A waiting timer must not keep a server process alive. In browsers it is a number without `unref`.
    const timer: unknown = setTimeout(run, ms)
    if (ms > 1000 && typeof timer === 'object' && timer !== null && 'unref' in timer) (timer as { unref(): void }).unref()
    return () => clearTimeout(timer as number)
  }
  return {
    now: () => Date.now(),
    random: () => Math.random(),
    after,
    frame: (run) => {
      if (!page || !visible()) return after(0, run)
      const frame = requestAnimationFrame(run)
      return () => cancelAnimationFrame(frame)
    },
    visible,
    online,
    onFocus: (run) => {
      const seen = (): void => {
        if (visible()) run()
      }
      const undo = [on(page, 'visibilitychange', seen), on(page && globalThis.window, 'focus', seen)]
      return () => undo.forEach((off) => off())
    },
    onReconnect: (run) => {
      let notYet = (): void => {}
      const undo = [
        on(page && globalThis.window, 'online', () => {
          notYet()
          notYet = after(SETTLES, () => void (online() && run()))
        }),
        () => notYet(),
      ]
      return () => undo.forEach((off) => off())
    },
    onHide: (run) => {
      const left = (): void => {
        if (!visible()) run()
      }
      const undo = [on(page, 'visibilitychange', left), on(page && globalThis.window, 'pagehide', run)]
      return () => undo.forEach((off) => off())
    },
    onStorage: page && ((run) => on(globalThis.window, 'storage', (event) => run((event as StorageEvent).key))),
    // Absent in insecure contexts, whatever lib.dom says.
    locks: page && (globalThis.navigator?.locks as Locks | undefined),
    channel: page && 'BroadcastChannel' in globalThis ? openChannel : undefined,
  }
}

function openChannel(name: string): Channel {
  const channel = new BroadcastChannel(name)
  return {
    post: channel.postMessage.bind(channel),
    onMessage: (run) => channel.addEventListener('message', ({ data }) => run(data)),
    close: () => channel.close(),
  }
}
