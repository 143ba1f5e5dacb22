/**
 * A text as an address may hold it: Latin letters and digits in lower case, words joined by dashes. Empty where nothing is left.
 *
 * @example
 * slugify('Größer, schneller!') // 'gro-er-schneller'
 */
export function slugify(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
