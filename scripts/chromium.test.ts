import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, expect, test } from 'vitest'
import { findChromium, named, WAYS } from './chromium.ts'
import { systemChromium } from './chromium-system.ts'

describe('finding a Chromium', () => {
  test('the environment is asked first, then the machine, then Playwright, then an installation', () => {
    expect(WAYS.map((way) => way.name)).toEqual([
      'CHROME_PATH or CHROMIUM_PATH',
      'a Chrome, Chromium or Edge on this machine',
      "Playwright's own copy",
      "Playwright's download",
      'the npm package that carries one (Linux)',
    ])
    expect(named({ CHROME_PATH: '/a', CHROMIUM_PATH: '/b' })).toEqual(['/a', '/b'])
    expect(named({ CHROME_PATH: '' })).toEqual([])
  })

  test('on Linux it looks in the usual places and on PATH', () => {
    const found = ['/usr/bin/chromium', '/home/ada/bin/google-chrome']
    const machine = { platform: 'linux', env: { PATH: '/home/ada/bin' }, exists: (path: string) => found.includes(path) } as const
    expect(systemChromium(machine)).toEqual(found)
  })

  test('on macOS it looks in both Applications folders', () => {
    const found = ['/Users/ada/Applications/Chromium.app/Contents/MacOS/Chromium']
    const machine = { platform: 'darwin', env: { HOME: '/Users/ada' }, exists: (path: string) => found.includes(path) } as const
    expect(systemChromium(machine)).toEqual(found)
  })

  test('on Windows it looks for Chrome and Edge under the program folders', () => {
    const found = ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe']
    const machine = {
      platform: 'win32',
      env: { PROGRAMFILES: 'C:\\Program Files' },
      exists: (path: string) => found.includes(path),
    } as const
    expect(systemChromium(machine)).toEqual(found)
  })

  test('an empty machine has none', () => {
    expect(systemChromium({ platform: 'linux', env: {}, exists: () => false })).toEqual([])
  })

  test('a browser that does not start is passed over, and the message names all that was tried', async () => {
    const broken = `${mkdtempSync(`${tmpdir()}/chromium-`)}/chrome`
    writeFileSync(broken, '#!/bin/sh\nexit 1\n')
    chmodSync(broken, 0o755)
    const ways = [
      { name: 'a broken one', find: () => [broken] },
      { name: 'none at all', find: () => [] },
    ]
    await expect(findChromium(ways)).rejects.toThrow(
      `No Chromium found. Tried: a broken one (${broken} did not start); none at all. ` +
        'Set CHROME_PATH to the executable of a Chrome or Chromium.',
    )
  })
})
