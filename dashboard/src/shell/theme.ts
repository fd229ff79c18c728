export const THEME_COOKIE = 'orion_theme'

export const THEMES = ['light', 'dark', 'system'] as const
export type Theme = (typeof THEMES)[number]

/** Reads the theme from the cookie's value; anything unknown is `system`. */
export function parseTheme(value: string | undefined): Theme {
  return THEMES.find(theme => theme === value) ?? 'system'
}
