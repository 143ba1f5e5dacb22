import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bytes by key. Keys are ids that were minted here: no name from a request ever becomes a path. */
export interface ByteStore {
  /** Keeps bytes whole or not at all. */
  put(key: string, bytes: Uint8Array): void
  /** `undefined` where nothing is kept under the key. */
  get(key: string): Uint8Array<ArrayBuffer> | undefined
  /** Nothing happens where nothing is kept. */
  remove(key: string): void
  clear(): void
}

/**
 * Opens a store of bytes in a folder, which is made with the first of them; without a folder they live as long as the object.
 *
 * Throws a `TypeError` for a key that is no UUID, and what the file system throws.
 *
 * @example
 * const bytes = openByteStore('.sandbox/blockstate.sqlite-files')
 * bytes.put(mint(), new Uint8Array([1, 2, 3]))
 */
export function openByteStore(folder: string | undefined): ByteStore {
  return folder === undefined ? inMemory() : onDisk(folder)
}

function inMemory(): ByteStore {
  const kept = new Map<string, Uint8Array>()
  return {
    put: (key, bytes) => void kept.set(checked(key), Uint8Array.from(bytes)),
    get: (key) => {
      const bytes = kept.get(checked(key))
      return bytes && Uint8Array.from(bytes)
    },
    remove: (key) => void kept.delete(checked(key)),
    clear: () => kept.clear(),
  }
}

function onDisk(folder: string): ByteStore {
  const fileOf = (key: string): string => join(folder, checked(key))
  return {
    put: (key, bytes) => {
      mkdirSync(folder, { recursive: true })
      // Under its own name only when it is whole: a process that is killed here leaves no half file behind.
      writeFileSync(`${fileOf(key)}.part`, bytes)
      renameSync(`${fileOf(key)}.part`, fileOf(key))
    },
    get: (key) => {
      try {
        return Uint8Array.from(readFileSync(fileOf(key)))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
        throw error
      }
    },
    remove: (key) => rmSync(fileOf(key), { force: true }),
    clear: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function checked(key: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(key)) throw new TypeError(`'${key}' is no key of stored bytes`)
  return key
}
