import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '@orion/common/testing/test-system'
import pg from 'pg'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstAdminOf } from '../scripts/system/admin.ts'
import { type GoogleServer, googleClient, startGoogle } from '../subgraphs/identity/test/google-server.ts'
import { closeBrowsers, openBrowser, watchForTrouble } from './browsers.ts'
import { linkMailedTo } from './mail-folder.ts'
import { type RunningSystem, scanForTrends, startRunningSystem } from './running-system.ts'
import { totpCode } from './totp-code.ts'

const EMAIL = 'grace@example.org'
const FIRST_PASSWORD = 'seven quiet lighthouse keepers'
const SECOND_PASSWORD = 'eleven loud accordion players'

let system: RunningSystem
let provider: GoogleServer
let admin: Page
let page: Page
const trouble: string[][] = []
/** What the person keeps: the secret in their app, and their recovery codes. */
let secret = ''
let recoveryCodes: string[] = []
/** The link of the last mail about notifications that ends them. */
let lastMail = ''

beforeAll(async () => {
  provider = await startGoogle()
  system = await startRunningSystem({
    dashboard: true,
    environment: {
      IDENTITY_NOTIFICATION_MAIL_SECONDS: '1',
      IDENTITY_OPEN_REGISTRATION: 'true',
      IDENTITY_GOOGLE_CLIENT_ID: googleClient.id,
      IDENTITY_GOOGLE_CLIENT_SECRET: googleClient.secret,
      IDENTITY_GOOGLE_ISSUER: provider.url,
    },
  })
  provider.register(`${system.gatewayUrl}/api/v1/auth/oauth/google/callback`)
  provider.account = { sub: 'g-7', email: 'ada@elsewhere.org', email_verified: true, name: 'Ada' }
  admin = await openBrowser()
  page = await openBrowser()
  trouble.push(watchForTrouble(admin), watchForTrouble(page))
})
afterAll(async () => {
  await closeBrowsers()
  await system?.end()
  await provider?.stop()
})

const mailed = (subject: string, page = '') => linkMailedTo(join(system.home, 'mails'), EMAIL, subject, page)

async function query(sql: string): Promise<unknown[]> {
  const database = new pg.Client({ connectionString: system.postgres?.url })
  await database.connect()
  try {
    return (await database.query(sql)).rows
  } finally {
    await database.end()
  }
}

async function signIn(on: Page, identifier: string, password: string): Promise<void> {
  await on.goto(`${system.dashboardUrl}/sign-in`)
  await on.getByLabel('E-mail or username').fill(identifier)
  await on.getByLabel('Password', { exact: true }).fill(password)
  await on.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function isIn(on: Page): Promise<void> {
  await on.getByRole('link', { name: 'Trends' }).first().waitFor()
}

async function signOut(on: Page): Promise<void> {
  await on.getByRole('button', { name: /^Account/ }).click()
  await on.getByRole('menuitem', { name: 'Sign out' }).click()
  await on.waitForURL(/\/sign-in/)
}

/** What has the focus, by its tag; `BODY` is nothing. */
const focused = (on: Page) => on.evaluate(() => document.activeElement?.tagName)

/** Follows a link of a mail, which must leave nothing of its token in the address. */
async function follow(link: string): Promise<void> {
  await page.goto(link)
  await expect.poll(() => page.url()).not.toContain('token')
}

describe('an account, from the invitation on', () => {
  it('is mailed into a folder without a mail server, and the log says where', async () => {
    const log = await readFile(join(system.home, 'logs/identity.log'), 'utf8')
    expect(log).toContain(`"destination":"${join(system.home, 'mails')}"`)
  })

  it('begins with a mail, by whose link a name and a password are chosen', async () => {
    const { email, password } = await firstAdminOf(system)
    await signIn(admin, email, password)
    await isIn(admin)
    await admin.goto(`${system.dashboardUrl}/admin/users`)
    await admin.getByRole('button', { name: 'Invite' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill(EMAIL)
    await dialog.getByLabel('Name').fill('Grace')
    await dialog.getByText('Editor', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Send the invitation' }).click()
    await dialog.waitFor({ state: 'detached' })

    await follow(await mailed('Administrator invites you to Orion'))
    await page.getByLabel('Username').fill('grace')
    await page.getByLabel('Password', { exact: true }).fill(FIRST_PASSWORD)
    await page.getByRole('button', { name: 'Make the account' }).click()
    await isIn(page)
  })

  it('gets a second factor, without which the password lets nobody in', async () => {
    await page.goto(`${system.dashboardUrl}/settings/security`)
    await page.getByRole('button', { name: 'Set it up' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Your password').fill(FIRST_PASSWORD)
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await dialog.getByRole('img', { name: 'QR code for an authenticator app' }).waitFor()
    secret = await dialog.locator('code').innerText()
    await dialog.getByLabel('Code', { exact: true }).fill(totpCode(secret))
    await dialog.getByRole('button', { name: 'Turn it on' }).click()
    await dialog.getByText('Keep them where you keep your passwords').waitFor()
    recoveryCodes = (await dialog.locator('code').innerText()).split('\n')
    expect(recoveryCodes).toHaveLength(10)
    await dialog.getByRole('button', { name: 'I have kept them' }).click()

    await signOut(page)
    await signIn(page, 'grace', FIRST_PASSWORD)
    // Each code works once; that of the next half minute is taken already, since clocks differ.
    await page.getByLabel('Code').fill(totpCode(secret, 1))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await isIn(page)
    await signOut(page)
  })

  it('is recovered by mail, and by a recovery code, when the password and the app are lost', async () => {
    await page.goto(`${system.dashboardUrl}/sign-in`)
    await page.getByRole('link', { name: 'Forgotten?' }).click()
    await page.getByLabel('E-mail', { exact: true }).fill(EMAIL)
    await page.getByRole('button', { name: 'Send the link' }).click()
    await page.getByText('Look into your mails').waitFor()
    await follow(await mailed('Choose a new password'))
    await page.getByLabel('New password').fill(SECOND_PASSWORD)
    await page.getByRole('button', { name: 'Change the password' }).click()
    await page.getByText('Your password is changed').waitFor()
    await page.getByRole('link', { name: 'Sign in' }).click()
    await page.waitForURL(/\/sign-in\?next=\/settings\/security$/)

    await signIn(page, EMAIL, SECOND_PASSWORD)
    await page.getByRole('button', { name: 'Use a recovery code' }).click()
    await page.getByLabel('Recovery code').fill(recoveryCodes[0] ?? '')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await isIn(page)
  })

  it('shows its sessions, and ends the one that is pressed', async () => {
    const post = async (path: string, body: object) => {
      const response = await fetch(`${system.gatewayUrl}/api/v1/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.0' },
        body: JSON.stringify(body),
      })
      return { status: response.status, answer: (await response.json()) as Record<string, string> }
    }
    const { mfaToken } = (await post('login', { identifier: 'grace', password: SECOND_PASSWORD })).answer
    const elsewhere = (await post('login/mfa', { mfaToken, recoveryCode: recoveryCodes[1] })).answer

    await page.goto(`${system.dashboardUrl}/settings/sessions`)
    await page.getByRole('button', { name: 'End the session of curl' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'End the session' }).click()
    await page.getByRole('button', { name: 'End the session of curl' }).waitFor({ state: 'detached' })
    expect(await focused(page)).not.toBe('BODY')
    expect((await post('refresh', { refreshToken: elsewhere.refreshToken })).status).toBe(401)
  })

  it('is told live and by mail what happens', async () => {
    await page.goto(`${system.dashboardUrl}/settings/notifications`)
    await page.getByLabel('New trends: E-mail').click()
    await eventually(async () => {
      const saved = `SELECT 1 FROM identity.notification_preferences WHERE type = 'TREND_DETECTED' AND email`
      return (await query(saved)).length > 0
    }, 'the choice')
    await page.goto(`${system.dashboardUrl}/notifications`)
    await page.getByText('Nothing to tell').waitFor()
    await page.getByRole('status', { name: 'Live connection' }).getByText('Live').first().waitFor()
    await scanForTrends(system.admin)
    const list = page.getByRole('list', { name: 'Notifications' })
    await list.getByText('Unread').first().waitFor()
    lastMail = await mailed('', '/unsubscribe#')
    await page.getByRole('button', { name: 'Mark all read' }).click()
    await list.getByText('Unread').first().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Notifications', exact: true }).waitFor()
  })

  it('is mailed no more, after one press on the page that such a mail leads to', async () => {
    await follow(lastMail)
    await page.getByRole('button', { name: 'Send me no more' }).click()
    await page.getByText('Notifications are not mailed to you any more').waitFor()
    await page.goto(`${system.dashboardUrl}/settings/notifications`)
    await page.getByLabel('New trends: Live').waitFor()
    expect(await page.getByLabel('New trends: E-mail').isChecked()).toBe(false)
  })

  it('links an account at a provider, which takes the password once the sign-in is some time ago', async () => {
    await query(`UPDATE identity.sessions SET signed_in_at = now() - interval '1 hour'`)
    await admin.goto(`${system.dashboardUrl}/settings/security`)
    await admin.getByText('Not linked').waitFor()
    await admin.getByRole('button', { name: 'Link Google' }).click()
    const dialog = admin.getByRole('dialog')
    const goOn = dialog.getByRole('button', { name: 'Go on to Google' })
    await goOn.click()
    await dialog.getByText('Give your password to do this').waitFor()
    await dialog.getByLabel('Your password').fill((await firstAdminOf(system)).password)
    await goOn.click()
    await admin.getByText('ada@elsewhere.org').waitFor()
  })

  it('takes the password for an API key, a webhook, its secret and another admin, and says so where it can be seen, also in a low window', async () => {
    const { password } = await firstAdminOf(system)
    const dialog = admin.getByRole('dialog')
    const says = dialog.getByText('Give your password to do this')
    const isInView = (element: Locator) =>
      element.evaluate(node => {
        const { left, bottom } = node.getBoundingClientRect()
        return document.elementFromPoint(left + 1, bottom - 1) === node
      })
    const confirm = async (button: string) => {
      await dialog.getByRole('button', { name: button }).click()
      await says.waitFor()
      const field = dialog.getByLabel('Your password')
      expect([button, await isInView(says)]).toEqual([button, true])
      expect(await field.getAttribute('aria-describedby')).toBe(await says.getAttribute('id'))
      expect(await field.evaluate(node => node === document.activeElement)).toBe(true)
      await field.fill(password)
      await dialog.getByRole('button', { name: button }).click()
    }
    const keep = async () => {
      await dialog.getByText('Copy it now').waitFor()
      await dialog.getByRole('button', { name: 'I have kept it' }).click()
    }
    await admin.setViewportSize({ width: 900, height: 420 })
    await admin.goto(`${system.dashboardUrl}/settings/api-keys`)
    await admin.getByRole('button', { name: 'New key' }).click()
    await dialog.getByLabel('What it is for').fill('nightly export')
    await confirm('Make the key')
    await keep()

    await admin.goto(`${system.dashboardUrl}/settings/webhooks`)
    await admin.getByRole('button', { name: 'New webhook' }).click()
    const address = dialog.getByLabel('Address')
    await address.fill('https:example com')
    await dialog.getByRole('button', { name: 'Add the webhook' }).click()
    await dialog.getByText('This is no address').waitFor()
    expect(await address.evaluate(node => node === document.activeElement)).toBe(true)
    await address.fill('https://hooks.example.com/orion')
    await confirm('Add the webhook')
    await keep()
    await admin.getByRole('link', { name: /hooks\.example\.com/ }).click()
    await admin.getByRole('button', { name: 'New secret' }).click()
    await confirm('Make a new secret')
    await keep()

    await admin.goto(`${system.dashboardUrl}/admin/users`)
    await admin.getByRole('button', { name: 'Invite' }).click()
    await dialog.getByLabel('E-mail').fill('root@example.org')
    await dialog.getByLabel('Name').fill('Root')
    await dialog.getByText('Admin', { exact: true }).click()
    await confirm('Send the invitation')
    await dialog.waitFor({ state: 'detached' })
    await admin.setViewportSize({ width: 1440, height: 900 })
  })

  it('lets that account sign in, and takes it away again', async () => {
    await signOut(admin)
    await admin.getByRole('button', { name: 'Sign in with Google' }).click()
    await isIn(admin)
    await admin.goto(`${system.dashboardUrl}/settings/security`)
    await admin.getByRole('button', { name: 'Take away Google' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Take it away' }).click()
    await admin.getByText('Not linked').waitFor()
  })

  it('that begins at a provider chooses a username and a password, now or later, and goes on to what was asked for', async () => {
    provider.account = { sub: 'g-8', email: 'mary@elsewhere.org', email_verified: true, name: 'Mary' }
    const newcomer = await openBrowser()
    trouble.push(watchForTrouble(newcomer))
    await newcomer.goto(`${system.dashboardUrl}/sign-in?next=/settings/security`)
    await newcomer.getByRole('button', { name: 'Sign in with Google' }).click()
    await newcomer.getByRole('button', { name: 'Later' }).click()
    await newcomer.getByRole('link', { name: 'Choose username and password' }).click()
    await newcomer.waitForURL(/\/welcome/)
    const username = newcomer.getByLabel('Username')
    await username.fill('grace')
    await newcomer.getByLabel('Password', { exact: true }).fill(FIRST_PASSWORD)
    await newcomer.getByRole('button', { name: 'Save and go on' }).click()
    await newcomer.getByText('Somebody has the username grace').waitFor()
    expect(await username.evaluate(field => field === document.activeElement)).toBe(true)
    await username.fill('mary_s')
    await newcomer.getByRole('button', { name: 'Save and go on' }).click()
    await newcomer.waitForURL(/\/settings\/security$/)
    await newcomer.getByLabel('Current password').waitFor()
  })

  it('lets the command line in, once its code is approved in the browser, which takes the password by now', async () => {
    const home = join(system.home, 'command-line')
    const command = spawn(process.execPath, ['cli/dist/orion.js', 'auth', 'login', '--device'], {
      env: {
        PATH: process.env.PATH,
        HOME: home,
        XDG_CONFIG_HOME: home,
        ORION_GATEWAY_URL: system.gatewayUrl,
      },
    })
    let said = ''
    for (const stream of [command.stdout, command.stderr]) stream.on('data', text => (said += text))
    const ended = once(command, 'close')
    const address = await eventually(() => /http:\S+\/device\?code=\S+/.exec(said)?.[0], 'the code')
    await page.goto(address)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByText('The command line').waitFor()
    await page.getByRole('button', { name: 'Let it in' }).click()
    await page.getByText('Give your password to do this').waitFor()
    await page.getByLabel('Your password').fill(SECOND_PASSWORD)
    await page.getByRole('button', { name: 'Let it in' }).click()
    await page.getByText('The device is signed in').waitFor()
    expect([await ended, said]).toEqual([[0, null], expect.stringContaining('grace')])
  })

  it('leaves a trace that admins can read', async () => {
    await admin.goto(`${system.dashboardUrl}/admin/audit-log`)
    const log = admin.getByRole('list', { name: 'Audit log' })
    for (const act of [
      'Invitation accepted',
      'Second factor turned on',
      'Recovery code used',
      'Session ended',
      'Account of a provider linked',
      'Device let in',
    ])
      await log.getByText(act).first().waitFor()
  })

  it('finds, as an admin, what a service gave up, has it tried again, and is told live when it fails again', async () => {
    await query(
      `INSERT INTO pulse_delivery.dead_letters (id, kind, name, payload, error, attempts)
       VALUES (gen_random_uuid(), 'event', 'trend.detected', '{}', 'The disk is full.', 8)`,
    )
    await admin.goto(`${system.dashboardUrl}/admin/dead-letters`)
    await admin.getByRole('status', { name: 'Live connection' }).getByText('Live').first().waitFor()
    const letters = admin.getByRole('list', { name: 'Dead letters' })
    await letters.getByText('The disk is full.').waitFor()
    await admin.getByRole('button', { name: 'Replay trend.detected of Pulse' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Replay' }).click()
    await letters.getByText('The disk is full.').waitFor({ state: 'detached' })
    await letters.getByText('after one try').waitFor()
    expect(await focused(admin)).not.toBe('BODY')
  })

  it('went without an error on a page, and without a call to another host', () => {
    expect(trouble.flat()).toEqual([])
  })
})
