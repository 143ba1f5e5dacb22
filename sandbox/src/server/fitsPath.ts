/**
 * Does a filled path fit a declared one, segment by segment? A parameter fits anything but nothing.
 *
 * @example
 * fitsPath('/v1/crm/deals/:id', '/v1/crm/deals/d1') // true
 */
export function fitsPath(declared: string, path: string): boolean {
  const wanted = declared.split('/')
  const given = path.split('/')
  return (
    wanted.length === given.length &&
    wanted.every((segment, index) => (segment.startsWith(':') ? given[index] !== '' : segment === given[index]))
  )
}
