import { op, resource } from '../../declare/index.ts'

/** A picture made from an asset's. */
export const Rendition = resource('asset_rendition', {
  asset_unique_id: 'uuid!',
  status: 'queued|processing|completed|failed!',
  url: 'url|null!',
  content_type: 'string!',
  file_size: 'integer!',
  width: 'integer!',
  height: 'integer!',
  operations: 'json!',
})

export const transformAsset = op('POST assets/assets/:unique_id/transform', {
  about: 'Resize, crop and convert the picture of an asset, one operation after the other, into a rendition',
  root: 'transformation',
  body: {
    operations: [
      {
        type: 'resize|crop|convert',
        width: 'integer?',
        height: 'integer?',
        fit: 'cover|contain|inside|fill?',
        x: 'integer?',
        y: 'integer?',
        format: 'png|jpeg|webp|avif?',
        quality: 'integer?',
      },
    ],
  },
  returns: Rendition,
  optimistic: false,
  stale: ['assets/assets/:unique_id/renditions', 'assets/assets/:unique_id/analytics'],
})
export const listRenditions = op('GET assets/assets/:unique_id/renditions', {
  about: 'List the renditions of an asset',
  returns: [Rendition],
})
export const deleteRendition = op('DELETE assets/assets/:unique_id/renditions/:rendition_unique_id', {
  about: 'Delete a rendition',
  removes: Rendition,
})
