import { isBlockstateError } from '@blockstate/core'
import { useState } from 'react'
import { plainly } from './plainly.ts'

export interface Task {
  readonly busy: boolean
  /** Why it failed, in a sentence; `null` where it did not. */
  readonly failure: string | null
  run(work: () => Promise<unknown>): Promise<void>
}

/** Something a form does once at a time, and what went wrong with it. */
export function useTask(): Task {
  const [state, setState] = useState<Omit<Task, 'run'>>({ busy: false, failure: null })
  return {
    ...state,
    run: async (work) => {
      setState({ busy: true, failure: null })
      try {
        await work()
        setState({ busy: false, failure: null })
      } catch (error) {
        if (!isBlockstateError(error)) throw error
        // What was typed is wrong: the server says best how.
        const told = error.code === 'invalid' || error.code === 'unauthorized' ? error.errors[0]?.detail : null
        setState({ busy: false, failure: told ?? `${plainly(error)}.` })
      }
    },
  }
}
