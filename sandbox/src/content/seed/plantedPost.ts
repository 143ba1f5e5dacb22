/** A post of the demo community, told by short names. */
export interface PlantedPost {
  readonly by: string
  /** How long ago. */
  readonly hours: number
  readonly tags: readonly string[]
  readonly category: string
  readonly title: string
  readonly content: string
  /** What it said before, the oldest first. */
  readonly earlier?: readonly string[]
  readonly draft?: true
}

/**
 * Describes a published post of the demo community; tags stand in one text.
 *
 * @example
 * post('ada', 5, 'Workshop', 'tides data', 'A year of tides', 'I read the gauge every morning.')
 */
export const post = (by: string, hours: number, category: string, tags: string, title: string, content: string): PlantedPost => ({
  by,
  hours,
  category,
  tags: tags.split(' '),
  title,
  content,
})
