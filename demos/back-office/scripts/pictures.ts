import { mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openDemo } from '@blockstate/demo-stage/openDemo.ts'
import { demoBackupCode } from '@blockstate/sandbox'
import type { Page } from 'playwright-core'

// Makes pictures/*.png: the page as built, against a sandbox of its own that refuses the first change.

const root = fileURLToPath(new URL('..', import.meta.url))
const demo = await openDemo({ root, pace: 0, executablePath: process.env['CHROME_PATH'] ?? '/usr/bin/chromium' })
const viewport = { width: 1440, height: 810 }

/** The weather is chosen as a reader would, and then told by rule: chance makes no two pictures alike. */
async function refuse(page: Page, what: string): Promise<void> {
  await page.getByRole('button', { name: 'Network' }).click()
  const told = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/faults'))
  await page.getByRole('radio', { name: /^Failing/ }).click()
  await told
  await page.keyboard.press('Escape')
  const rules = [
    { match: '* /v1/crm/**', fault: 'delay=900' },
    { match: what, times: 1, fault: 'status=500' },
  ]
  await lay(rules)
}

async function lay(rules: readonly object[]): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'PUT', headers, body: JSON.stringify(rules) })
}

async function signedIn(colorScheme: 'light' | 'dark', size = viewport, who = 'Ada'): Promise<Page> {
  const page = await demo.browser.newPage({ viewport: size, colorScheme })
  await page.goto(demo.url)
  await page.getByRole('button', { name: new RegExp(`^${who}`) }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  if (who === 'Grace') {
    await page.getByLabel('Code', { exact: true }).fill(demoBackupCode)
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await page.locator('.contacts tbody tr').first().waitFor()
  return page
}

async function takeContacts(): Promise<void> {
  const page = await signedIn('light')
  const rows = page.locator('.contacts tbody tr')
  const edit = async (row: number, title: string): Promise<void> => {
    await rows.nth(row).locator('[data-kind="title"] button').click()
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await refuse(page, 'PUT /v1/crm/**')
  await edit(1, 'Harbour master')
  await page.getByText('Refused', { exact: true }).waitFor()
  await edit(3, 'Editor in chief')
  await rows
    .nth(6)
    .getByRole('button', { name: /^Remove/ })
    .click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await page.screenshot({ path: `${root}pictures/contacts.png` })
}

async function takeDeals(): Promise<void> {
  const page = await signedIn('dark')
  await page.getByRole('link', { name: 'Deals' }).click()
  const column = (stage: string): string => `[data-stage="${stage}"]`
  const push = async (stage: string, next: string): Promise<void> => {
    await page
      .locator(`${column(stage)} .deal-handle`)
      .first()
      .focus()
    await page.keyboard.press('Space')
    await page.locator('[data-lifted="true"]').waitFor()
    await page.keyboard.press('ArrowRight')
    await page.locator(`${column(next)}[data-over="true"]`).waitFor()
    await page.keyboard.press('Space')
  }
  await refuse(page, 'PUT /v1/crm/**')
  await push('discovery', 'qualification')
  await page.getByText('Refused', { exact: true }).waitFor()
  await push('proposal', 'negotiation')
  await page.getByText('Saving', { exact: true }).waitFor()
  await page.screenshot({ path: `${root}pictures/deals.png` })
}

/** Two browsers beside each other, each half the picture. */
async function takeTeam(): Promise<void> {
  const half = { width: viewport.width / 2, height: viewport.height }
  const [ada, grace] = [await signedIn('light', half), await signedIn('dark', half, 'Grace')]
  for (const page of [ada, grace]) {
    await page.getByRole('link', { name: /^Team/ }).click()
    await page.locator('.talk[data-line="live"]').waitFor()
  }
  const say = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('Message to general').fill(text)
    await page.keyboard.press('Enter')
  }
  await grace.getByLabel('Your status').selectOption('busy')
  await say(grace, 'Fog over the pier. The ferry waits.')
  await ada.locator('.message').filter({ hasText: 'Fog over' }).waitFor()
  await say(ada, 'I am at the gauge, water is still rising.')
  await grace.locator('.message').filter({ hasText: 'I am at the gauge' }).waitFor()
  await lay([{ match: 'POST /v1/realtime/channels/*/messages', times: 1, fault: 'status=422' }])
  await say(ada, 'Who brings the lamp?')
  await ada.getByText('Not sent').waitFor()
  await ada.getByLabel('Message to general').pressSequentially('I could, if')
  await grace.getByText('Ada Lovelace is writing…').waitFor()
  const shots = await Promise.all([ada, grace].map(async (page) => (await page.screenshot()).toString('base64')))
  const beside = await demo.browser.newPage({ viewport })
  await beside.setContent(
    `<body style="display:flex;margin:0">${shots.map((shot) => `<img src="data:image/png;base64,${shot}">`).join('')}</body>`,
  )
  await beside.screenshot({ path: `${root}pictures/team.png` })
}

try {
  mkdirSync(`${root}pictures`, { recursive: true })
  await takeContacts()
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'DELETE' })
  await takeDeals()
  await fetch(`${demo.sandbox}/_sandbox/faults`, { method: 'DELETE' })
  await takeTeam()
  console.log(`Made the pictures in ${root}pictures`)
} finally {
  await demo.close()
}
