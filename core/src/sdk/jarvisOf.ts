import * as jarvis from '../blocks/jarvis.ts'
import type { Client } from '../client/createClient.ts'
import { sdkOf } from './sdkOf.ts'
import type { SdkOf } from './sdkOf.ts'

/** The AI block as methods over one client. */
export type JarvisSdk = SdkOf<{ jarvis: typeof jarvis }>

/**
 * The AI block alone as the platform's SDK calls it, on a client there is already. What `useJarvisBlock` gives.
 *
 * @example
 * const { jarvis } = jarvisOf(client)
 * await jarvis.entities.update(uniqueId, { name: 'Press 4' })
 */
export function jarvisOf(client: Client): JarvisSdk {
  return sdkOf(client, { jarvis })
}
