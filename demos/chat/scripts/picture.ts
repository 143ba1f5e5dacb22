import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import { ask, openChat } from '../test/openChat.ts'

// Makes pictures/chat.png: the page as built, against a sandbox of its own, in the middle of its second answer.

const root = fileURLToPath(new URL('..', import.meta.url))
const demo = await openDemo({ root, pace: 35, executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium' })

try {
  mkdirSync(`${root}pictures`, { recursive: true })
  const page = await demo.browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
  await openChat(page, demo.url, 'Vue')
  await page.getByRole('button', { name: 'New conversation' }).click()
  await ask(page, 'How often is the bearing greased?')
  await page.locator('.sources summary').click()
  await ask(page, 'What do you know about maintenance?')
  await page.waitForFunction(() => (document.querySelector('[data-state="streaming"] [data-text]')?.textContent?.length ?? 0) > 280)
  await page.screenshot({ path: `${root}pictures/chat.png` })
  console.log(`Made ${root}pictures/chat.png`)
} finally {
  await demo.close()
}
