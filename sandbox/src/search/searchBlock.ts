import * as operations from '@blockstate/core/search'
import type { Block } from '../server/block.ts'
import { documentHandlers } from './documentHandlers.ts'
import { indexHandlers } from './indexHandlers.ts'
import { searchSchema } from './schema.ts'
import { searchHandlers } from './searchHandlers.ts'
import { seedSearch } from './seed/seedSearch.ts'

/** Full-text search over documents of any type, with facets and completion. */
export const searchBlock: Block = {
  name: 'search',
  operations,
  handlers: [...searchHandlers, ...documentHandlers, ...indexHandlers],
  migrations: searchSchema,
  seed: seedSearch,
}
