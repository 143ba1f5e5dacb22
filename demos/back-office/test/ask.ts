import type { Page } from 'playwright-core'

/** A record as the API writes it. */
export interface Told {
  readonly id: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/**
 * Asks the sandbox itself, as whoever is signed in on the page.
 *
 * @param path behind `/v1/`
 *
 * @example
 * const contacts = await ask(page, demo.sandbox, 'crm/contacts?per_page=100')
 */
export async function ask(page: Page, sandbox: string, path: string): Promise<readonly Told[]> {
  const token = await page.evaluate(() =>
    Object.values(localStorage)
      .map((entry) => (String(entry).startsWith('{') ? JSON.parse(String(entry)).accessToken : undefined))
      .find(Boolean),
  )
  const headers = { 'app-id': 'demo', authorization: `Bearer ${token}` }
  const answer = await fetch(`${sandbox}/v1/${path}`, { headers })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  const { data } = (await answer.json()) as { data: readonly Told[] } // every list of the API
  return data
}
