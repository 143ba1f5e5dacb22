import type { Contract } from '../../testing/contract.ts'
import { searchBlock } from '../searchBlock.ts'
import { onePiece } from './onePiece.ts'
import type { OnePiece } from './onePiece.ts'

/** How each operation of the block is asked rightly. */
export const searchContract: Contract<OnePiece> = {
  block: searchBlock,
  piece: onePiece,
  invented: { indexDocument: { id: 'of-the-caller' } },
  statuses: { search: 200 },
  inputs: {
    indexDocument: () => ({ entity_type: 'note', entity_alias: 'Ebb', entity_source: 'test', content: { text: 'It is low.' } }),
    bulkIndex: () => ({ entities: [{ unique_id: 'n1', entity_type: 'note', content: { text: 'High.' } }, { entity_type: 'note' }] }),
    search: () => ({ query: 'tides', search_type: 'wide', include: { 'content.shelf': ['B2', 'B3'] }, exclude: { status: 'inactive' } }),
    autocomplete: () => ({ q: 'ti', limit: 5 }),
    getFacets: () => ({ facets: ['entity_type', 'content.shelf'], query: 'tides', limit: 3 }),
    createIndex: () => ({ name: 'author', schema: { type: 'object' }, settings: { searchable_fields: ['name'], weights: { name: 2 } } }),
    updateIndexSettings: () => ({
      stop_words: ['the'],
      synonyms: { sea: ['ocean'] },
      enforce_validation: true,
      schema: { type: 'object' },
    }),
  },
}
