import * as binding from '@blockstate/svelte'

Object.assign(globalThis, binding)
