import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The machine a browser is looked for on; the real one unless a test says otherwise. */
export interface Machine {
  platform: NodeJS.Platform
  env: NodeJS.ProcessEnv
  exists: (path: string) => boolean
}

const COMMANDS = [
  'google-chrome-stable',
  'google-chrome',
  'chromium',
  'chromium-browser',
  'microsoft-edge-stable',
  'microsoft-edge',
  'chrome',
]

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge', 'Google Chrome Canary']

const WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

const LINUX = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/opt/microsoft/msedge', '/var/lib/flatpak/exports/bin']

/** Every Chrome, Chromium and Edge on the machine: the usual places, then PATH. */
export function systemChromium(machine: Machine = { platform: process.platform, env: process.env, exists: existsSync }): string[] {
  return [...new Set([...usual(machine), ...onPath(machine)])].filter((path) => machine.exists(path))
}

function usual({ platform, env }: Machine): string[] {
  if (platform === 'darwin') {
    const folders = ['/Applications', `${env['HOME'] ?? ''}/Applications`]
    return folders.flatMap((folder) => MAC.map((name) => `${folder}/${name}.app/Contents/MacOS/${name}`))
  }
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']].filter((folder) => folder !== undefined)
    return folders.flatMap((folder) => WINDOWS.map((path) => `${folder}\\${path}`))
  }
  return LINUX.flatMap((folder) => COMMANDS.map((name) => `${folder}/${name}`))
}

function onPath({ platform, env }: Machine): string[] {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const suffix = platform === 'win32' ? '.exe' : ''
  return folders.flatMap((folder) => COMMANDS.map((name) => join(folder, name + suffix)))
}
