import * as binding from '@blockstate/vue'

Object.assign(globalThis, binding)
