import type { RecordOf } from '@blockstate/core/describe'
import type { UserFile } from '@blockstate/core/files'
import type { SqlValue } from '../database/openDatabase.ts'
import type { Place } from '../database/place.ts'
import { createRow } from '../database/rows.ts'
import { refuse } from '../server/refusal.ts'
import { keepBytes } from '../storage/keepBytes.ts'
import { files, versions } from './tables.ts'
import { uncategorized } from './uncategorized.ts'

/** A file to be kept: its bytes, and what its maker says of it. */
export interface NewFile {
  readonly bytes: Uint8Array
  readonly original_name: string
  readonly file_type: string
  readonly owner: string
  readonly created_by: string
  /** Fields that callers write: description, category, tags, payload. */
  readonly given: { readonly category_unique_id?: string | undefined }
  readonly folder?: string | null | undefined
  readonly access_level?: 'private' | 'public'
  readonly status?: 'review' | 'active'
  /** The id and stamps of a seed. */
  readonly beside?: Readonly<Record<string, SqlValue>>
}

/**
 * Keeps a new file as its first version. Throws 409 `uf754321` where the owner has the same name, size and type in that folder.
 *
 * @example
 * const file = keepFile(context, { bytes, original_name: 'plan.pdf', file_type: 'application/pdf', owner, created_by, given: input })
 */
export function keepFile(place: Place, file: NewFile): RecordOf<typeof UserFile> {
  const { bytes, original_name, file_type, owner, created_by, folder = null } = file
  return keepBytes(place, bytes, (key) => {
    if (isThere(place, file))
      refuse(409, 'uf754321', 'Duplicate File', `There is a file ${original_name} of this size and type already; rename or delete one.`)
    const id = place.mint()
    createRow(
      place,
      versions,
      {},
      { unique_id: key, file_unique_id: id, version_number: 1, file_type, file_size: bytes.length, created_by },
    )
    return createRow(
      place,
      files,
      { ...file.given, original_name, category_unique_id: file.given.category_unique_id ?? uncategorized(place) },
      {
        unique_id: id,
        user_unique_id: owner,
        created_by,
        name: `${id}${extensionOf(original_name)}`,
        folder_unique_id: folder,
        status: file.status ?? 'review',
        access_level: file.access_level ?? 'private',
        ...file.beside,
      },
    )
  })
}

/**
 * Does the owner have a file of this name, size and type in that folder?
 *
 * @example
 * while (isThere(context, { ...file, original_name })) original_name = nextName(original_name)
 */
export function isThere(
  { database, tenant }: Place,
  { bytes, original_name, file_type, owner, folder = null }: Pick<NewFile, 'bytes' | 'original_name' | 'file_type' | 'owner' | 'folder'>,
): boolean {
  const found = database.get(
    `select 1 from files_files_told where tenant = ? and user_unique_id = ? and folder_unique_id is ? and original_name = ?
       and file_size = ? and file_type = ?`,
    tenant,
    owner,
    folder,
    original_name,
    bytes.length,
    file_type,
  )
  return found !== undefined
}

/**
 * Keeps newer bytes of a file as its next version.
 *
 * @example
 * keepVersion(context, file.unique_id, { bytes, file_type, created_by })
 */
export function keepVersion(
  place: Place,
  file: string,
  { bytes, file_type, created_by }: Pick<NewFile, 'bytes' | 'file_type' | 'created_by'>,
): void {
  keepBytes(place, bytes, (key) => {
    const { last = 0 } =
      place.database.get<{ last: number }>(
        'select max(version_number) as last from files_versions where tenant = ? and file_unique_id = ?',
        place.tenant,
        file,
      ) ?? {}
    createRow(
      place,
      versions,
      {},
      {
        unique_id: key,
        file_unique_id: file,
        version_number: last + 1,
        file_type,
        file_size: bytes.length,
        created_by,
      },
    )
    const at = new Date(place.now()).toISOString()
    place.database.run('update files_files set updated_at = ? where tenant = ? and unique_id = ?', at, place.tenant, file)
  })
}

/** A short ending in lower case, dot included; '' where the name has none. */
function extensionOf(name: string): string {
  return /\.[a-z0-9]{1,10}$/.exec(name.toLowerCase())?.[0] ?? ''
}
