import { SearchDocument, SearchIndex } from '@blockstate/core/search'
import { counted, stored } from '../database/table.ts'

export const documents = stored(SearchDocument, 'search_documents', 'Document')
export const indexes = counted(SearchIndex, 'search_indexes', 'Index')
