/**
 * Does a filled path fit a declared one, segment by segment? A parameter fits anything but nothing.
 *
 * @example
 * fitsPath('/v1/crm/deals/:id', '/v1/crm/deals/d1') // true
 */
export function fitsPath(declared: string, path: string): boolean {
  // Most paths differ before the first parameter: those are not taken apart.
  const fixed = declared.indexOf('/:')
  if (fixed < 0) return declared === path
  if (!path.startsWith(declared.slice(0, fixed + 1))) return false
  const wanted = declared.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (segment.startsWith(':') ? given[index] !== '' : segment === given[index]))
  )
}
