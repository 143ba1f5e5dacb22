import type { Place } from '../../database/place.ts'
import { createRow, instant } from '../../database/rows.ts'
import { demoUsers } from '../../seed/seedUsers.ts'
import { keepFile, keepVersion } from '../keepFile.ts'
import { accesses, categories, folders, shares } from '../tables.ts'
import { cabinet, categoryRows, folderNames } from './cabinet.ts'

const day = 86_400_000

/**
 * Plants the demo data of the files block: Ada's folders and files, one with three versions, two of them public, one link; and a file of
 * Grace's that Ada may write.
 *
 * @example
 * database.transaction(() => seedFiles(place))
 */
export function seedFiles(place: Place): void {
  const ada = demoUsers.ada.unique_id
  const grace = demoUsers.grace.unique_id
  const categoryIds = new Map(categoryRows.map((row) => [row.code, createRow(place, categories, row, { status: 'active' }).unique_id]))
  const folderIds = new Map<string, string>()
  for (const [name, parent] of folderNames) {
    const { unique_id } = createRow(
      place,
      folders,
      { name, parent_unique_id: folderIds.get(parent ?? '') ?? null },
      { user_unique_id: ada },
    )
    folderIds.set(name, unique_id)
  }
  const ids = new Map<string, string>()
  for (const { name, type, bytes, folder, category, age, newer = [], access_level, status, description, tags } of cabinet) {
    const { unique_id } = keepFile(place, {
      bytes: bytes(),
      original_name: name,
      file_type: type,
      owner: ada,
      created_by: ada,
      given: Object.assign({ category_unique_id: categoryIds.get(category ?? '') }, { description, tags }),
      folder: folderIds.get(folder ?? '') ?? null,
      ...(access_level !== undefined && { access_level }),
      ...(status !== undefined && { status }),
      beside: { created_at: instant(place.now() - age * day), updated_at: instant(place.now() - age * day) },
    })
    for (const content of newer)
      keepVersion(place, unique_id, { bytes: new TextEncoder().encode(content), file_type: type, created_by: ada })
    ids.set(name, unique_id)
  }
  createRow(
    place,
    shares,
    { expires_at: instant(place.now() + 7 * day) },
    {
      file_unique_id: openTo(place, ids.get('berth-14-lease.pdf') ?? ''),
      token: place.mint(),
      access_type: 'read',
      downloads_count: 3,
    },
  )
  const log = keepFile(place, {
    bytes: new TextEncoder().encode('06:00 wind south-west 4\n09:00 wind west 5\n'),
    original_name: 'wind-log.txt',
    file_type: 'text/plain',
    owner: grace,
    created_by: grace,
    given: {},
    status: 'active',
  })
  createRow(
    place,
    accesses,
    { user_unique_id: ada, access_type: 'write', expires_at: null },
    {
      user_file_unique_id: openTo(place, log.unique_id),
      starts_at: instant(place.now() - day),
    },
  )
}

function openTo({ database, tenant }: Place, id: string): string {
  database.run("update files_files set access_level = 'shared' where tenant = ? and unique_id = ?", tenant, id)
  return id
}
