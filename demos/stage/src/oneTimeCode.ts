const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const STEP = 30_000

/**
 * The six digits an authenticator app would show now (RFC 6238 with its defaults), so that nobody has to take out a phone on stage.
 *
 * @param secret base32
 * @param now milliseconds
 *
 * @example
 * await oneTimeCode('JBSWY3DPEHPK3PXP', Date.now())
 */
export async function oneTimeCode(secret: string, now: number): Promise<string> {
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(now / STEP)))
  const key = await crypto.subtle.importKey('raw', bytesOf(secret), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign'])
  const digest = new DataView(await crypto.subtle.sign('HMAC', key, counter))
  const at = digest.getUint8(digest.byteLength - 1) & 15
  return String((digest.getUint32(at) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function bytesOf(base32: string): Uint8Array<ArrayBuffer> {
  const bits = [...base32].map((sign) => ALPHABET.indexOf(sign).toString(2).padStart(5, '0')).join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))
}
