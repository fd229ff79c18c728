import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page } from 'playwright-core'

const profiles: { context: BrowserContext; folder: string }[] = []

/** A page of a browser of its own, with an empty profile, that talks to this host alone. */
export async function openBrowser(): Promise<Page> {
  const folder = await mkdtemp(join(tmpdir(), 'orion-browser-'))
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: '/usr/bin/chromium',
    viewport: { width: 1440, height: 900 },
    args: [
      ...['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  })
  profiles.push({ context, folder })
  return context.newPage()
}

/** Closes all browsers that were opened and removes their profiles. */
export async function closeBrowsers(): Promise<void> {
  for (const { context, folder } of profiles.splice(0)) {
    await context.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Collects what should not happen on a page: errors of its scripts, errors on its console, calls to other hosts. */
export function watchForTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('pageerror', error => trouble.push(error.message))
  page.on('console', message => {
    if (message.type() === 'error') trouble.push(message.text())
  })
  page.on('request', request => {
    const { protocol, hostname } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && hostname !== '127.0.0.1') trouble.push(request.url())
  })
  return trouble
}
