import { fileURLToPath } from 'node:url'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import { ask } from '../test/openTalk.ts'

// Makes docs/picture.png: the page as built, against a sandbox of its own, in the middle of an answer.

const picture = fileURLToPath(new URL('../../../docs/picture.png', import.meta.url))
const demo = await openDemo({
  root: fileURLToPath(new URL('..', import.meta.url)),
  pace: 35,
  executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium',
})

try {
  const page = await demo.browser.newPage({ viewport: { width: 1400, height: 800 }, colorScheme: 'light' })
  await page.goto(demo.url)
  await page.getByRole('button', { name: 'Ada' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Harbour Pump 3' }).click()
  await page.locator('[data-panel="plain"] [data-role="assistant"]').last().waitFor()
  await ask(page, 'What do you know about maintenance?')
  await page.waitForFunction(
    () => (document.querySelector('[data-panel="plain"] [data-state="streaming"]')?.textContent?.length ?? 0) > 280,
  )
  await page.screenshot({ path: picture })
  console.log(`Made ${picture}`)
} finally {
  await demo.close()
}
