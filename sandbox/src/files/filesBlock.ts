import * as operations from '@blockstate/core/files'
import type { Block } from '../server/block.ts'
import { accessHandlers } from './accessHandlers.ts'
import { contentLinks } from './contentLink.ts'
import { fileHandlers } from './fileHandlers.ts'
import { folderHandlers } from './folderHandlers.ts'
import { partHandlers } from './partHandlers.ts'
import { partLinks } from './partLink.ts'
import { filesSchema } from './schema.ts'
import { seedFiles } from './seed/seedFiles.ts'
import { uploadHandlers } from './uploadHandlers.ts'

/** The files block: files with their versions, folders, categories, and who may read what. */
export const filesBlock: Block = {
  name: 'files',
  operations,
  handlers: [...fileHandlers, ...uploadHandlers, ...accessHandlers, ...folderHandlers, ...partHandlers],
  migrations: filesSchema,
  seed: seedFiles,
  links: [...contentLinks, ...partLinks],
}
