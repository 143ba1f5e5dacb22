import type { Page } from 'playwright-core'

/**
 * Signs Ada in and has the chat rendered by the framework that is named.
 *
 * @example
 * await openChat(page, demo.url, 'Vue')
 */
export async function openChat(page: Page, url: string, framework: string): Promise<void> {
  await page.goto(url)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: framework, exact: true }).click()
  await page.locator(`[data-framework="${framework.toLowerCase()}"] [data-conversation]`).first().waitFor()
}

/** Types the message and sends it with the keyboard. */
export async function ask(page: Page, message: string): Promise<void> {
  await page.getByLabel('Message', { exact: true }).fill(message)
  await page.keyboard.press('Enter')
}
