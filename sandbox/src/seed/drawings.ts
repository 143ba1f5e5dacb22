/** A boat under the sun, 96 by 64: a PNG of eight colours. */
const boat =
  'iVBORw0KGgoAAAANSUhEUgAAAGAAAABABAMAAAAXGm89AAAAMFBMVEXP6O8rZ3fIVT3ywU7k0pPS3tjryW7P4+nKb1zJXkjMnZTLhHbNt7Pxw1XOz9HNx8cMuGIKAAAACXBIWXMAAAsTAAALEwEAmpwYAAAA7ElEQVRIx2NgGAXUAiG511xJUV9iDAQOxKtnTwZpMCNeA4uxMWlWBEM0mBKtwRmiwYRoDckQDcR74jJEgy3tNJDsJJI9TTBYuRaQGHGHdLB5ArcXeJSUDmCxArcFP5WU5pOSvPkmKSlpPiAh8UcoAcFUEhJ/E0iDRgDRGiqUwKCdaAs2QTRoFxCpgVsJCjYQqWERTIMWceq5lOBgAVEaDiE06BCjnkcJCRwgQsNPZA3zCasHpQoEICJ9RCihgKnEpQoEIJg+KpTQQDtxqQIBCKQPbiUMsIG4VIEA2NKHIIlgVMOohlENoxporAEAu+eYBK5jtJgAAAAASUVORK5CYII='

/**
 * A small picture.
 *
 * @example
 * boatPng().length // 374
 */
export function boatPng(): Uint8Array {
  return Uint8Array.from(Buffer.from(boat, 'base64'))
}

/**
 * A page with one line on it, as PDF 1.4 with a right table of its objects. The line is plain ASCII without parentheses.
 *
 * @example
 * pdf('Lease of berth 14')
 */
export function pdf(line: string): Uint8Array {
  const text = `BT /F1 18 Tf 72 760 Td (${line}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const starts = objects.map((object, at) => {
    const start = body.length
    body += `${at + 1} 0 obj\n${object}\nendobj\n`
    return `${String(start).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${starts.join('')}`
  return new TextEncoder().encode(
    `${body}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
  )
}

/**
 * A tone as a WAV file: 8,000 samples a second, 8 bits, one channel.
 *
 * @example
 * tone(440, 0.5) // half a second of concert pitch
 */
export function tone(hertz: number, seconds: number): Uint8Array {
  const rate = 8000
  const count = Math.round(rate * seconds)
  const wav = Buffer.alloc(44 + count)
  wav.write('RIFF', 0)
  wav.writeUInt32LE(36 + count, 4)
  wav.write('WAVEfmt ', 8)
  wav.writeUInt32LE(16, 16)
  wav.writeUInt16LE(1, 20) // PCM
  wav.writeUInt16LE(1, 22)
  wav.writeUInt32LE(rate, 24)
  wav.writeUInt32LE(rate, 28)
  wav.writeUInt16LE(1, 32)
  wav.writeUInt16LE(8, 34)
  wav.write('data', 36)
  wav.writeUInt32LE(count, 40)
  for (let at = 0; at < count; at += 1) wav[44 + at] = 128 + Math.round(90 * Math.sin((2 * Math.PI * hertz * at) / rate))
  return Uint8Array.from(wav)
}
