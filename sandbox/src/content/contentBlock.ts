import * as operations from '@blockstate/core/content'
import type { Block } from '../server/block.ts'
import type { Handled } from '../server/handle.ts'
import { commentHandlers } from './commentHandlers.ts'
import { labelHandlers } from './labelHandlers.ts'
import { likeHandlers } from './likeHandlers.ts'
import { postHandlers } from './postHandlers.ts'
import { contentSchema } from './schema.ts'
import { seedContent } from './seed/seedContent.ts'
import { seriesHandlers } from './seriesHandlers.ts'

const handlers: readonly Handled[] = [...postHandlers, ...likeHandlers, ...commentHandlers, ...seriesHandlers, ...labelHandlers]

/** Posts with versions, series, comments, likes, tags and categories. */
export const contentBlock: Block = { name: 'content', operations, handlers, migrations: contentSchema, seed: seedContent }
