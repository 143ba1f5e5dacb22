import type { Operation } from '../declare/index.ts'
import type { Fields } from '../wire/request.ts'
import type { Client } from './createClient.ts'
import type { SendBytes } from './sendBytes.ts'
import type { UploadRow } from './uploadRow.ts'

/** A file that goes out, and its row in the lists. */
export interface OutgoingFile extends UploadRow {
  readonly file: File
  /** It went out before, and nobody knows whether it arrived. */
  readonly unsure: boolean
}

/** One request with files. */
export interface UploadRequest {
  readonly operation: Operation
  /** All that is written besides the files. */
  readonly input: Fields
  readonly files: readonly OutgoingFile[]
  /** What the server knows repeated tries by. */
  readonly id: string
  readonly signal: AbortSignal
  readonly send: SendBytes
  readonly told: (sent: number) => void
  /** The file is large enough to go in parts. */
  readonly parts?: PartUpload
  /** What an earlier try of it began, and where to note what this one begins. */
  readonly begun?: string | undefined
  readonly began?: (upload: string) => void
}

/** Sends large files in parts. */
export interface PartUpload {
  /** Bytes from which on a file goes in parts. */
  readonly from: number
  /** Sends one, or what is missing of it, and answers as the operation that registers it does. */
  send(client: Client, request: PartRequest): Promise<unknown>
}

/** One file that goes in parts. */
export interface PartRequest extends Omit<UploadRequest, 'files' | 'parts'> {
  readonly file: File
  /** Its row, for what is shown already. */
  readonly row: UploadRow
  /** What an earlier try began; asked after, so that only what is missing is sent. */
  readonly begun: string | undefined
  /** Told of what this one sends to. */
  readonly began: (upload: string) => void
}
