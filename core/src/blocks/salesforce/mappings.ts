import { op, resource } from '../../declare/index.ts'

/** Which field here is which field there, and which way its values go. */
export const FieldMapping = resource(
  'field_mapping',
  {
    object_type: 'contacts|leads|opportunities!',
    mappings: [{ local_field: 'string', salesforce_field: 'string', direction: 'push|pull|both?' }],
  },
  { id: 'object_type', root: 'mapping' },
)

export const getMapping = op('GET salesforce/mappings/:object_type', {
  about: 'Read the field mapping of contacts, leads or opportunities',
  returns: FieldMapping,
})
export const configureMapping = op('PUT salesforce/mappings/:object_type', {
  about: 'Replace the whole field mapping of contacts, leads or opportunities',
  body: FieldMapping,
  returns: FieldMapping,
  optimistic: false,
})
