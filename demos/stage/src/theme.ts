import { atom } from 'nanostores'
import type { ReadableAtom } from 'nanostores'

export type Theme = 'light' | 'dark'

export interface ThemeStore extends ReadableAtom<Theme> {
  turn(): void
}

const KEY = 'blockstate demo theme'

/**
 * Light or dark: the system's, until the reader chooses.
 *
 * @example
 * createTheme(window).turn()
 */
export function createTheme(page: Window): ThemeStore {
  const dark = page.matchMedia('(prefers-color-scheme: dark)')
  const stored = page.localStorage.getItem(KEY)
  let chosen: Theme | null = stored === 'light' || stored === 'dark' ? stored : null
  const current = (): Theme => chosen ?? (dark.matches ? 'dark' : 'light')
  const $theme = atom<Theme>(current())
  $theme.subscribe((theme) => {
    page.document.documentElement.dataset['theme'] = theme
  })
  dark.addEventListener('change', () => $theme.set(current()))
  return Object.assign($theme, {
    turn: () => {
      chosen = $theme.get() === 'dark' ? 'light' : 'dark'
      page.localStorage.setItem(KEY, chosen)
      $theme.set(chosen)
    },
  })
}
