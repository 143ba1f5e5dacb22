import * as binding from '@blockstate/react'

Object.assign(globalThis, binding)
