'use client'

import { type LucideIcon, Monitor, Moon, Sun } from 'lucide-react'
import { useState } from 'react'
import { IconButton } from '#ui/button.tsx'
import { Menu, MenuItem } from '#ui/menu.tsx'
import { THEME_COOKIE, THEMES, type Theme } from './theme.ts'

const LOOKS: Record<Theme, [string, LucideIcon]> = {
  light: ['Light', Sun],
  dark: ['Dark', Moon],
  system: ['As the system', Monitor],
}

const YEAR_SECONDS = 365 * 24 * 3600

/** The choice is a cookie, so that the server renders the right theme and nothing flashes. */
function apply(theme: Theme) {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in Firefox and on plain http
  document.cookie = `${THEME_COOKIE}=${theme}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`
  document.documentElement.dataset.theme = theme
}

export function ThemeMenu({ initial }: { initial: Theme }) {
  const [chosen, setChosen] = useState(initial)
  return (
    <Menu
      label="Theme"
      trigger={attributes => <IconButton {...attributes} icon={LOOKS[chosen][1]} label="Theme" />}
    >
      {THEMES.map(theme => {
        const [label, icon] = LOOKS[theme]
        return (
          <MenuItem
            key={theme}
            icon={icon}
            isChosen={theme === chosen}
            onSelect={() => {
              apply(theme)
              setChosen(theme)
            }}
          >
            {label}
          </MenuItem>
        )
      })}
    </Menu>
  )
}
