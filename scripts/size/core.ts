import * as core from '@blockstate/core'

Object.assign(globalThis, core)
