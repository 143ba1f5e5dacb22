import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import type { BrowserContext, Page } from 'playwright-core'
import { ROOT } from './root.ts'

/** A small app in a real browser. */
export interface AppInChromium {
  /** A profile of its own: its tabs share storage, locks and channels. Whatever it asks for at the app's origin is the app. */
  profile(): Promise<BrowserContext>
  close(): Promise<void>
}

/**
 * Bundles a program that uses the packages from their sources, and starts a browser that is handed it at an origin where nothing listens.
 *
 * @param code a module in JavaScript; what its tests ask of it, it puts into `globalThis` ({@link ask})
 * @param origin `http://localhost:…`, a secure context, as locks ask for
 *
 * @example
 * const app = await appInChromium(`globalThis.add = (a, b) => a + b`, 'http://localhost:4999')
 * const page = await (await app.profile()).newPage()
 * await page.goto('http://localhost:4999')
 * await ask(page, 'add', 1, 2) // 3
 */
export async function appInChromium(code: string, origin: string): Promise<AppInChromium> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: ROOT, loader: 'js' },
    bundle: true,
    splitting: true,
    format: 'esm',
    outdir: '/',
    write: false,
    conditions: ['@blockstate/source', 'browser'],
  })
  const script = new Map(outputFiles.map(({ path, text }) => [path, text]))
  const html = '<!doctype html><title>app</title><script type="module" src="/stdin.js"></script>'
  const browser = await chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-features=LocalNetworkAccessChecks,PrivateNetworkAccessSendPreflights,BlockInsecurePrivateNetworkRequests',
    ],
  })
  return {
    profile: async () => {
      const context = await browser.newContext()
      await context.route(`${origin}/**`, (route, request) => {
        const part = script.get(new URL(request.url()).pathname)
        return route.fulfill(part === undefined ? { contentType: 'text/html', body: html } : { contentType: 'text/javascript', body: part })
      })
      return context
    },
    close: () => browser.close(),
  }
}

/**
 * Calls one of the functions that an app has put into its page.
 *
 * @example
 * await ask<number>(page, 'add', 1, 2)
 */
export function ask<T>(page: Page, name: string, ...args: unknown[]): Promise<T> {
  return page.evaluate(
    ([called, given]) =>
      // What the app has under this name; a name it does not have fails the test that asks.
      (globalThis as unknown as Record<string, (...all: unknown[]) => T>)[called as string]?.(...(given as unknown[])) as T,
    [name, args] as const,
  )
}
