import { useEffect, useState } from 'react'

/**
 * Has it been so for `ms` milliseconds? What passes sooner is not worth a word.
 *
 * @example
 * const down = useLasting(line !== 'live', 1_000)
 */
export function useLasting(so: boolean, ms: number): boolean {
  const [lasted, setLasted] = useState(false)
  useEffect(() => {
    if (!so) return
    const timer = setTimeout(() => setLasted(true), ms)
    return () => {
      clearTimeout(timer)
      setLasted(false)
    }
  }, [so, ms])
  return so && lasted
}
