import { op, optional, paged, resource } from '../declare/index.ts'

/** A document under an id the caller chose. Its type names the index it stands in. */
export const SearchDocument = resource(
  'entity_identity',
  {
    entity_type: 'string',
    entity_alias: 'string?',
    entity_source: 'string?',
    content: 'json{}',
    slug: 'string!?',
    status: 'active|inactive!?',
  },
  { root: 'entity' },
)

/** What a query found: which document, the text around the words, and how well it fits (more is better). */
export const SearchResult = resource('search_result', {
  key: 'string!',
  content: 'string!',
  score: 'number!',
  entity_unique_id: 'string!?',
  entity_type: 'string!?',
  entity_alias: 'string!?',
  entity_source: 'string!?',
})

/** Documents of one type, and how they are searched. `name` is their `entity_type`. */
export const SearchIndex = resource(
  'search_index',
  {
    name: 'string',
    entity_source: 'string?',
    enforce_validation: 'boolean?',
    schema: 'json?',
    settings: optional({
      searchable_fields: 'string[]?',
      weights: 'number{}?',
      facet_fields: 'string[]?',
      sort_fields: 'string[]?',
      synonyms: 'json{}?',
      stop_words: 'string[]?',
    }),
    documents_count: 'integer!?',
    status: 'active|inactive!?',
  },
  { root: 'index' },
)

const results = ['search/search', 'search/indexes'] as const

export const listDocuments = op('GET search/entities', {
  about: 'Page through documents; with words to search for, the best first',
  query: paged({ entity_type: 'string?', search: 'string?' }),
  returns: [SearchDocument],
})
export const getDocument = op('GET search/entities/:id', { about: 'Read one document by its id or slug', returns: SearchDocument })
export const indexDocument = op('POST search/entities/:id/register', {
  about: 'Add a document, or put another in its place',
  root: 'entity',
  body: { entity_type: 'string', entity_alias: 'string?', entity_source: 'string?', content: 'json{}' },
  returns: SearchDocument,
  stale: results,
})
export const bulkIndex = op('POST search/entities/bulk', {
  about: 'Add many documents; rows that cannot be added are told one by one',
  body: {
    entities: [{ unique_id: 'string?', entity_type: 'string?', entity_alias: 'string?', entity_source: 'string?', content: 'json?' }],
  },
  returns: {
    indexed: 'integer',
    errors: 'integer',
    error_details: [{ row: 'integer', unique_id: 'string|null', title: 'string', detail: 'string' }],
  },
  stale: ['search/search', 'search/indexes', 'search/entities'],
})
export const deleteDocument = op('DELETE search/entities/:id', {
  about: 'Take a document out of its index',
  removes: SearchDocument,
  stale: results,
})

export const search = op('POST search/search', {
  about: 'Page through the documents that hold the words, the best first',
  query: paged(),
  body: { query: 'string', search_type: 'narrow|wide?', entity_type: 'string?', include: 'json{}?', exclude: 'json{}?' },
  returns: [SearchResult],
  reads: true,
})
export const autocomplete = op('GET search/search/suggest', {
  about: 'Documents one of whose names begins as typed',
  query: { q: 'string', limit: 'integer?', entity_type: 'string?' },
  returns: [SearchResult],
})
export const getFacets = op('POST search/search/facets', {
  about: 'Count the found documents by the values of fields',
  body: {
    facets: 'string[]',
    query: 'string?',
    search_type: 'narrow|wide?',
    entity_type: 'string?',
    include: 'json{}?',
    exclude: 'json{}?',
    limit: 'integer?',
  },
  returns: {
    facets: [{ field: 'string', buckets: [{ key: 'string', count: 'integer' }], other_count: 'integer' }],
    total_records: 'integer',
    elapsed_time: 'number',
  },
  reads: true,
})

export const listIndexes = op('GET search/indexes', { about: 'Page through indexes', query: paged(), returns: [SearchIndex] })
export const getIndex = op('GET search/indexes/:id', { about: 'Read one index by its id or name', returns: SearchIndex })
export const createIndex = op('POST search/indexes', { about: 'Create an index', body: SearchIndex, returns: SearchIndex })
export const updateIndexSettings = op('PUT search/indexes/:id/settings', {
  about: 'Change how an index is searched; what is left out stays',
  root: 'settings',
  body: {
    searchable_fields: 'string[]?',
    weights: 'number{}?',
    facet_fields: 'string[]?',
    sort_fields: 'string[]?',
    synonyms: 'json{}?',
    stop_words: 'string[]?',
    enforce_validation: 'boolean?',
    schema: 'json?',
  },
  returns: SearchIndex,
  optimistic: false,
  stale: ['search/search/suggest', 'search/search/facets', 'search/entities'],
})
