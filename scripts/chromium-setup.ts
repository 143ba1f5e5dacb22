import { findChromium } from './chromium.ts'

/** Names the browser to the tests that drive one, as `CHROMIUM`, where `npm test` has not done so already. */
export async function setup(): Promise<void> {
  process.env['CHROMIUM'] ??= await findChromium()
}
