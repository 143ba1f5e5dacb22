import type { Page } from 'playwright-core'

/**
 * Signs Ada in and opens a fresh conversation with Harbour Pump 3.
 *
 * @example
 * await openTalk(page, demo.url)
 */
export async function openTalk(page: Page, url: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Ada' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Harbour Pump 3' }).click()
  await page.getByRole('button', { name: 'New conversation' }).click()
  await page.locator('[data-panel="plain"]').getByText('Nothing said yet.').waitFor()
}

/** Types the message and sends it with the keyboard. */
export async function ask(page: Page, message: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(message)
  await page.keyboard.press('Enter')
}
