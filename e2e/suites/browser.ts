import type { Locator, Page } from 'playwright-core'
import { afterEach, describe, expect, it } from 'vitest'
import { closeBrowsers, openBrowser } from '../browsers.ts'
import { VIDEO_PATIENCE_MS } from '../running-system.ts'
import { system } from '../shared-system.ts'

afterEach(closeBrowsers)

async function signIn(page: Page, user: { username: string; password: string }): Promise<void> {
  await page.goto(system.dashboardUrl)
  await page.getByLabel('E-mail or username').fill(user.username)
  await page.getByLabel('Password', { exact: true }).fill(user.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'Trends' }).first().waitFor()
}

describe('in the browser', () => {
  it('a user makes content from a trend, watches it become a video, approves it and sees it published, without reloading', async () => {
    const editor = await system.user('EDITOR')
    const page = await openBrowser()
    const failures: string[] = []
    page.on('pageerror', error => failures.push(error.message))
    await signIn(page, editor)
    await page.getByRole('link', { name: 'Trends' }).first().click()
    await page.getByRole('button', { name: 'Make content' }).first().click()
    await page.getByRole('slider', { name: 'Length: 35 s' }).fill('20')
    await page.getByRole('slider', { name: 'Length: 20 s' }).waitFor()
    await page.getByRole('button', { name: 'Start the pipeline' }).click()
    await page.waitForURL(/\/contents\/[\da-f-]{36}/)
    await page.evaluate(() => {
      document.documentElement.dataset.sameDocument = 'yes'
    })
    // Three gates before the video, one after it; each appears by itself, as live events come in.
    for (const gate of ['first', 'second', 'third', 'last']) {
      const approve = page.getByRole('button', { name: 'Approve' })
      await approve.waitFor({ timeout: VIDEO_PATIENCE_MS })
      if (gate === 'last') {
        await page.locator('video').first().waitFor()
        const seconds = await page
          .locator('video')
          .first()
          .evaluate(
            (video: HTMLVideoElement) =>
              new Promise<number>(resolve => {
                if (video.readyState >= 1) resolve(video.duration)
                else video.addEventListener('loadedmetadata', () => resolve(video.duration))
                video.load()
              }),
          )
        expect(seconds).toBeGreaterThan(14)
        // A key alone sends nothing out: it asks first.
        await page.keyboard.press('a')
        await page.getByRole('dialog', { name: 'Approve and publish?' }).waitFor()
        await page.keyboard.press('Escape')
        await page.getByRole('dialog').waitFor({ state: 'detached' })
      }
      await approve.click()
      await approve.waitFor({ state: 'detached', timeout: VIDEO_PATIENCE_MS })
    }
    await page.getByText('Published', { exact: true }).first().waitFor({ timeout: VIDEO_PATIENCE_MS })
    expect(await page.evaluate(() => document.documentElement.dataset.sameDocument)).toBe('yes')
    expect(failures).toEqual([])
  })

  it('a viewer sees no button that would be refused', async () => {
    const viewer = await system.user('VIEWER')
    const page = await openBrowser()
    await signIn(page, viewer)
    for (const path of ['/trends', '/contents', '/reviews']) {
      await page.goto(`${system.dashboardUrl}${path}`)
      await page.getByRole('main').waitFor()
      await page.waitForLoadState('networkidle')
      for (const name of [
        /^make content$/i,
        /^scan now$/i,
        /^discard$/i,
        /^bring back$/i,
        /^approve( and .*)?$/i,
        /^reject$/i,
        /^retry$/i,
        /^publish( now)?$/i,
      ]) {
        expect([path, String(name), await page.getByRole('button', { name }).count()]).toEqual([
          path,
          String(name),
          0,
        ])
      }
    }
  })

  it('gives the focus of a dialog back however it is closed, and closes none by text selected beyond its edge', async () => {
    const editor = await system.user('EDITOR')
    const page = await openBrowser()
    await signIn(page, editor)
    await page.goto(`${system.dashboardUrl}/settings/api-keys`)
    const opener = page.getByRole('button', { name: 'New key' })
    const dialog = page.getByRole('dialog')
    const field = dialog.getByLabel('What it is for')
    const hasFocus = (element: Locator) => element.evaluate(node => node === document.activeElement)
    const ways = [
      () => page.keyboard.press('Escape'),
      () => dialog.getByRole('button', { name: 'Cancel' }).press('Enter'),
      () => dialog.getByRole('button', { name: 'Close' }).press('Enter'),
      () => page.mouse.click(5, 5),
    ]
    for (const close of ways) {
      await opener.press('Enter')
      await expect.poll(() => hasFocus(field)).toBe(true)
      await close()
      await dialog.waitFor({ state: 'detached' })
      expect(await hasFocus(opener)).toBe(true)
    }

    await opener.press('Enter')
    await field.fill('nightly export')
    const box = await field.boundingBox()
    if (!box) throw new Error('The field is not shown.')
    await page.mouse.move(box.x + 90, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(5, box.y + box.height / 2)
    await page.mouse.up()
    await field.press('Enter')
    // What is shown this once is not lost to a press beside it.
    await dialog.getByText('Copy it now').waitFor()
    await page.mouse.click(5, 5)
    await dialog.getByRole('button', { name: 'I have kept it' }).click()
    await page.getByRole('button', { name: 'Revoke nightly export' }).waitFor()
  })

  it('follows what happens to its user elsewhere: another role, another user, and the end of the session', async () => {
    const editor = await system.user('EDITOR')
    const viewer = await system.user('VIEWER')
    const page = await openBrowser()
    await signIn(page, editor)
    await page.getByRole('link', { name: 'Trends' }).first().click()
    const makeContent = page.getByRole('button', { name: 'Make content' })
    await makeContent.first().waitFor()
    const liveness = page.getByRole('status', { name: 'Live connection' }).first()
    await liveness.getByText('Live', { exact: true }).waitFor()
    // Changing the role closes the live connection; it comes back, though at first nothing tells it with which token.
    await page.route('**/api/live-token', route => route.abort())
    const setRole = `mutation($input: SetUserRoleInput!) { setUserRole(input: $input) { userErrors { message } } }`
    await system.admin.run(setRole, { input: { id: editor.id, role: 'VIEWER' } })
    await liveness.getByText('Not live').waitFor()
    await page.unroute('**/api/live-token')
    await liveness.getByText('Live', { exact: true }).waitFor({ timeout: 20_000 })
    await expect.poll(() => makeContent.count(), { timeout: 20_000 }).toBe(0)

    const otherTab = await page.context().newPage()
    await otherTab.goto(`${system.dashboardUrl}/sign-in`)
    await otherTab.getByLabel('E-mail or username').fill(viewer.username)
    await otherTab.getByLabel('Password', { exact: true }).fill(viewer.password)
    await otherTab.getByRole('button', { name: 'Sign in', exact: true }).click()
    await otherTab.getByRole('button', { name: 'Account of viewer' }).waitFor()
    await page.bringToFront()
    await page.evaluate(() => window.dispatchEvent(new Event('focus')))
    await page.getByRole('button', { name: 'Account of viewer' }).waitFor()
    await liveness.getByText('Live', { exact: true }).waitFor()

    await otherTab.getByRole('button', { name: /^Account/ }).click()
    await otherTab.getByRole('menuitem', { name: 'Sign out' }).click()
    await otherTab.waitForURL(/\/sign-in/)
    await page.waitForURL(/\/sign-in\?ended=1&next=%2Ftrends/, { timeout: 20_000 })
  })

  it('fits pages into 320 pixels, as at 400 % zoom, without scrolling sideways', async () => {
    const page = await openBrowser()
    await page.setViewportSize({ width: 320, height: 640 })
    await signIn(page, await system.user('EDITOR'))
    for (const path of ['/', '/trends', '/contents', '/reviews', '/settings/security']) {
      await page.goto(`${system.dashboardUrl}${path}`)
      await page.waitForFunction(() => !document.querySelector('main [aria-busy="true"]'))
      const beyondPx = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, beyondPx]).toEqual([path, 0])
    }
  })

  it('keeps tokens from scripts in the page, and forgets them at sign-out', async () => {
    const viewer = await system.user('VIEWER')
    const page = await openBrowser()
    await signIn(page, viewer)
    const seen = await page.evaluate(() =>
      JSON.stringify([document.cookie, { ...localStorage }, { ...sessionStorage }]),
    )
    expect(seen).not.toMatch(/eyJ[\w-]+\.[\w-]+\./)
    await page.goto(`${system.dashboardUrl}/sign-in?next=https://example.org/`)
    expect(new URL(page.url()).origin).toBe(system.dashboardUrl)
  })
})
