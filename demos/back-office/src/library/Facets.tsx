import { getFacets } from '@blockstate/core/search'
import { useQuery } from '@blockstate/react'
import type { ReactElement } from 'react'
import type { Chosen, Question } from './question.ts'

const FIELDS = [
  ['subjects', 'Subject'],
  ['language', 'Language'],
  ['shelf', 'Shelf'],
] as const

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language' })

interface FacetsProps {
  readonly question: Question
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
}

/** How many of the found books there are of each kind. A tick narrows the search by it. */
export function Facets({ question, chosen, choose }: FacetsProps): ReactElement {
  const { data, status, refetch } = useQuery(
    getFacets,
    { ...question, facets: FIELDS.map(([field]) => field), limit: 8 },
    { keepPrevious: true },
  )
  const toggle = (field: string, value: string): void => {
    const now = chosen[field] ?? []
    choose({ ...chosen, [field]: now.includes(value) ? now.filter((one) => one !== value) : [...now, value] })
  }
  return (
    <div className="facets">
      {/* Why is said beside it, where the books would be. */}
      {status === 'error' && !data && (
        <p className="quiet">
          Not counted.{' '}
          <button type="button" className="link" onClick={() => void refetch()}>
            Try again
          </button>
        </p>
      )}
      {FIELDS.map(([field, title]) => (
        <fieldset key={field}>
          <legend>{title}</legend>
          {data?.facets
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
