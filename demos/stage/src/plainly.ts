import type { BlockstateError, ErrorCode } from '@blockstate/core'

const sentences: Readonly<Record<ErrorCode, string>> = {
  invalid_input: 'That cannot be sent',
  invalid: 'The server did not accept that',
  unauthorized: 'E-mail, password or code is wrong',
  forbidden: 'You may not do that',
  not_found: 'This is not there any more',
  conflict: 'Something else is under way',
  rate_limited: 'Too many requests, wait a moment',
  server: 'The server had a problem',
  network: 'The server cannot be reached',
  timeout: 'The server took too long',
  aborted: 'Taken back',
  protocol: 'The answer could not be read',
  stream: 'The answer failed under way',
  interrupted: 'The connection was lost',
  storage: 'This device could not keep everything',
  session_expired: 'Your session has ended',
}

/**
 * An error in a few words for people; what the server itself said about it stays in the error.
 *
 * @example
 * plainly(error) // 'The server cannot be reached'
 */
export function plainly(error: BlockstateError | undefined): string {
  return error ? sentences[error.code] : 'Something went wrong'
}
