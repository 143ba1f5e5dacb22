import { effects } from '../testing/effects.ts'
import { searchContract } from './testing/searchContract.ts'

await effects(searchContract, {
  autocomplete: 'reads',
  bulkIndex: { again: ['autocomplete', 'getDocument', 'getIndex', 'listDocuments', 'listIndexes'] },
  createIndex: { atOnce: ['listIndexes'], again: ['listIndexes'] },
  deleteDocument: {
    atOnce: ['getDocument', 'listDocuments'],
    again: ['autocomplete', 'getDocument', 'getIndex', 'listDocuments', 'listIndexes'],
  },
  getDocument: 'reads',
  getFacets: 'reads',
  getIndex: 'reads',
  indexDocument: { again: ['autocomplete', 'getIndex', 'listDocuments', 'listIndexes'] },
  listDocuments: 'reads',
  listIndexes: 'reads',
  search: 'reads',
  updateIndexSettings: { again: ['autocomplete', 'getDocument', 'getIndex', 'listDocuments', 'listIndexes'] },
})
