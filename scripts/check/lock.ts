import { readFileSync } from 'node:fs'
import { ROOT } from '../root.ts'

interface Locked {
  version?: string
  optionalDependencies?: Record<string, string>
}

/**
 * Parts for other platforms that the lock file lacks. npm 11 refuses to install from such a lock on any platform; it comes about when a
 * registry does not have a part of that version, and goes away with a version it has in full.
 */
export function lock(): string[] {
  // npm's own file, in its own form.
  const { packages } = JSON.parse(readFileSync(`${ROOT}package-lock.json`, 'utf8')) as { packages: Record<string, Locked> }
  const locked = new Set(Object.keys(packages).map((path) => path.replace(/^.*node_modules\//, '')))
  return Object.entries(packages).flatMap(([path, { version, optionalDependencies = {} }]) => {
    const absent = Object.keys(optionalDependencies).filter((name) => !locked.has(name))
    return absent.length === 0
      ? []
      : [`${path} ${version ?? ''}: package-lock.json lacks ${absent.length} of its parts, such as ${absent[0]}`]
  })
}
