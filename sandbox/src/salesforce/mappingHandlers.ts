import { configureMapping, FieldMapping, getMapping } from '@blockstate/core/salesforce'
import { changeRow, notFound } from '../database/rows.ts'
import { record } from '../server/answer.ts'
import { handle } from '../server/handle.ts'
import { refuseFields } from '../server/refuseFields.ts'
import { mappingOf } from './fieldMapping.ts'
import { isObjectType, localFields, orgFields } from './objectTypes.ts'
import type { ObjectType } from './objectTypes.ts'
import { refuseWhileRunning } from './syncJobs.ts'
import { mappings } from './tables.ts'

/** Which field here is which field there. */
export const mappingHandlers = [
  handle(getMapping, (context, { object_type }) =>
    context.database.transaction(() => record(FieldMapping, mappingOf(context, known(object_type)))),
  ),
  handle(configureMapping, (context, { object_type, mappings: lines = [] }) =>
    context.database.transaction(() => {
      const type = known(object_type)
      const none = lines.length === 0 ? 'must name at least one field' : undefined
      refuseFields(context, { mappings: none, ...mistakesIn(type, lines) })
      refuseWhileRunning(context, type, 'change the mapping after it')
      const whole = lines.map(({ direction = 'both', ...line }) => ({ ...line, direction }))
      changeRow(context, mappings, mappingOf(context, type).unique_id, { mappings: whole })
      return record(FieldMapping, mappingOf(context, type))
    }),
  ),
]

function known(object_type: string): ObjectType {
  return isObjectType(object_type) ? object_type : notFound('Mapping', object_type)
}

interface Line {
  readonly local_field: string
  readonly salesforce_field: string
}

function mistakesIn(type: ObjectType, lines: readonly Line[]): Record<string, string | undefined> {
  const [ours, theirs] = [localFields[type], orgFields[type]]
  const first = (name: keyof Line, value: string): number => lines.findIndex((line) => line[name] === value)
  const mistakes = lines.flatMap(({ local_field, salesforce_field }, at): [string, string | undefined][] => {
    const [here, there] = [ours[local_field], theirs[salesforce_field]?.kind]
    const twice = (name: keyof Line, value: string): string | undefined =>
      first(name, value) < at ? `${value} is mapped twice` : undefined
    const apart = here !== undefined && there !== undefined && here !== there ? `holds a ${there}, and ${local_field} a ${here}` : undefined
    return [
      [`mappings/${at}/local_field`, here === undefined ? oneOf(ours) : twice('local_field', local_field)],
      [`mappings/${at}/salesforce_field`, there === undefined ? oneOf(theirs) : (apart ?? twice('salesforce_field', salesforce_field))],
    ]
  })
  return Object.fromEntries(mistakes)
}

function oneOf(fields: object): string {
  return `must be one of: ${Object.keys(fields).join(', ')}`
}
