import type { FacetCounts } from '@blockstate/core'
import type { ReactElement } from 'react'
import type { Chosen } from './within.ts'

/** The fields the books are counted by, and what they are called. */
export const FACETS = [
  ['subjects', 'Subject'],
  ['language', 'Language'],
  ['shelf', 'Shelf'],
] as const

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' })

interface FacetsProps {
  readonly found: { readonly facets: readonly FacetCounts[]; readonly facetsError?: unknown; readonly refetch: () => Promise<void> }
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}

/** How many of the found books there are of each kind. A tick narrows the search by it. */
export function Facets({ found: { facets, facetsError, refetch }, chosen, choose }: FacetsProps): ReactElement {
  const toggle = (field: string, value: string): void => {
    const now = chosen[field] ?? []
    choose({ ...chosen, [field]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] })
  }
  return (
    <div className="facets">
      {/* Why is said beside it, where the books would be. */}
      {facetsError !== undefined && facets.length === 0 && (
        <p className="quiet">
          Not counted.{' '}
          <button type="button" className="link" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      {FACETS.map(([field, title]) => (
        <fieldset key={field}>
          <legend>{title}</legend>
          {facets
            .find((facet) => facet.field === field)
            ?.buckets.map(({ key, count }) => (
              <label key={key} className="facet">
                <input type="checkbox" checked={chosen[field]?.includes(key) ?? false} onChange={() => toggle(field, key)} />
                <span>{field === 'language' ? LANGUAGES.of(key) : key}</span>
                <span className="total">{count}</span>
              </label>
            ))}
        </fieldset>
      ))}
    </div>
  )
}
