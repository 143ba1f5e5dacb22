import { createHash } from 'node:crypto'
import type { Place } from '../database/place.ts'
import { notFound } from '../database/rows.ts'
import { refuse } from '../server/refusal.ts'
import { keepBytes } from '../storage/keepBytes.ts'
import type { Link, LinkAddress } from '../storage/link.ts'
import { checkSignedLink } from '../storage/signedLink.ts'
import { partsOf } from './parts.ts'

/** Where the parts of files are put: by whoever has the address, with none of the API's headers. The answer's `ETag` names what is here. */
export const partLinks: readonly Link[] = [
  {
    path: '/v1/files/parts/:tenant/:upload/:number',
    method: 'PUT',
    follow: async (place, address, request) => {
      checkSignedLink(place, address)
      // A part that does not come whole is none: what is cut off here rejects.
      const bytes = new Uint8Array(await request.arrayBuffer())
      const etag = keepPart(place, address, bytes)
      return new Response(null, { headers: { etag } })
    },
  },
]

function keepPart(place: Place, address: LinkAddress, bytes: Uint8Array): string {
  const { database, tenant } = place
  const [id, number] = [address.tell('upload'), Number(address.tell('number'))]
  const sql = 'select completed from files_uploads where tenant = ? and unique_id = ?'
  const upload = database.get<{ completed: 0 | 1 }>(sql, tenant, id) ?? notFound('Upload', id)
  if (upload.completed === 1)
    refuse(409, 'conflict', 'Upload Is Complete', 'The parts of this file are put together already; begin another.')
  const before = partsOf(place, id).find(({ part_number }) => part_number === number)
  const etag = `"${createHash('md5').update(bytes).digest('hex')}"`
  keepBytes(place, bytes, (key) =>
    database.run('insert or replace into files_parts values (?, ?, ?, ?, ?, ?)', tenant, id, number, key, bytes.length, etag),
  )
  if (before) place.bytes.remove(before.bytes_key)
  return etag
}
