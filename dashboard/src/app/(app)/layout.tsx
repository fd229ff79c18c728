import { cookies } from 'next/headers'
import type { ReactNode } from 'react'
import { AppShell } from '#shell/app-shell.tsx'
import { parseTheme, THEME_COOKIE } from '#shell/theme.ts'

export default async function AppLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value)
  return <AppShell theme={theme}>{children}</AppShell>
}
