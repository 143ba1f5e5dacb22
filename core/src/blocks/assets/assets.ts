import { op, paged, patch, resource } from '../../declare/index.ts'

/** Something one has: a file, a thing, or a thing with a file. What is told of the file is read from its bytes. */
export const Asset = resource('asset', {
  name: 'string',
  description: 'string?',
  tags: 'string[]?',
  status: 'active|inactive|retired|lost|lent|deleted?',
  condition: 'new|good|fair|poor?',
  serial_number: 'string?',
  purchase_date: 'date?',
  purchase_price: 'decimal?',
  current_value: 'decimal?',
  warranty_expiry: 'date?',
  location: 'string?',
  payload: 'json?',
  url: 'url!?',
  file_name: 'string!?',
  content_type: 'string!?',
  file_size: 'integer!?',
  width: 'integer!?',
  height: 'integer!?',
  renditions_count: 'integer!?',
  owner_unique_id: 'uuid!?',
})
export const AssetTag = resource('assets:tag', { name: 'string', assets_count: 'integer!' }, { root: 'tag' })

export const listAssets = op('GET assets/assets', {
  about: 'Page through assets that are not in the trash',
  query: paged({ search: 'string?', status: 'string?', tags: 'string[]?', content_type: 'string?' }),
  returns: [Asset],
})
export const getAsset = op('GET assets/assets/:unique_id', { about: 'Read one asset, with a link to its file', returns: Asset })
export const createAsset = op('POST assets/assets', {
  about: 'Create an asset, with a file or without one',
  root: 'asset',
  body: {
    name: 'string',
    file: 'file?',
    description: 'string?',
    tags: 'string[]?',
    status: 'active|inactive|retired|lost?',
    condition: 'new|good|fair|poor?',
    serial_number: 'string?',
    purchase_date: 'date?',
    purchase_price: 'decimal?',
    current_value: 'decimal?',
    warranty_expiry: 'date?',
    location: 'string?',
    payload: 'json?',
  },
  returns: Asset,
  creates: Asset,
  optimistic: false,
  stale: ['assets/tags'],
})
export const updateAsset = op('PUT assets/assets/:unique_id', {
  about: 'Change fields of an asset; tags are replaced',
  body: Asset,
  returns: Asset,
  stale: ['assets/tags'],
})
export const uploadAssetFile = op('PUT assets/assets/:unique_id/file', {
  about: 'Give an asset a file, or another one; renditions of the one before are gone',
  root: 'asset',
  body: { file: 'file' },
  returns: Asset,
  optimistic: false,
  stale: ['assets/assets/:unique_id/renditions'],
})
export const deleteAsset = op('DELETE assets/assets/:unique_id', {
  about: 'Put an asset into the trash',
  removes: Asset,
  stale: ['assets/collections', 'assets/tags', 'assets/assets/trash/show'],
})
export const listAssetTrash = op('GET assets/assets/trash/show', { about: 'Page through the trash', query: paged(), returns: [Asset] })

export const tagAsset = op('POST assets/assets/:unique_id/tags', {
  about: 'Add tags to an asset, by their names or ids',
  body: { tags: 'string[]' },
  returns: Asset,
  optimistic: false,
  stale: ['assets/tags'],
})
export const untagAsset = op('DELETE assets/assets/:unique_id/tags/:tag', {
  about: 'Take a tag from an asset, by its name',
  returns: Asset,
  patches: patch(Asset, ({ tags = [] }, { tag }) => ({ tags: tags.filter((one) => one !== tag) }), 'unique_id'),
  stale: ['assets/tags'],
})
export const listAssetTags = op('GET assets/tags', { about: 'List the tags, and how many assets bear each', returns: [AssetTag] })

export const getAssetAnalytics = op('GET assets/assets/:unique_id/analytics', {
  about: 'Read how often an asset was looked at, downloaded and transformed, by day',
  query: { start_date: 'date?', end_date: 'date?' },
  returns: {
    views_count: 'integer',
    downloads_count: 'integer',
    transformations_count: 'integer',
    last_accessed_at: 'timestamp|null',
    by_day: [{ date: 'date', views: 'integer', downloads: 'integer', transformations: 'integer' }],
  },
})
