import { readFileSync } from 'node:fs'
import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { ConfigurationError } from '@orion/common/configuration'
import { describeError, OrionError } from '@orion/common/errors'
import { createTransport, type SMTPTransportOptions } from 'nodemailer'
import type { IdentityConfiguration } from '../configuration.ts'
import type { WrittenLetter } from './letter.ts'

/** A mail, ready to go. */
export interface OutgoingMail extends WrittenLetter {
  /** The same at every try, so that a mail that went out twice can be told. */
  messageId: string
  to: string
  /** Where a mail program posts to on a press, so that no more such mails come; null where nobody may do without them. */
  unsubscribeUrl: string | null
}

/** The way mails take out of the house. */
export interface MailTransport {
  /** For the log: where mails go. */
  destination: string
  /** True when a mail server gets them; false when they are kept for an admin. */
  isRemote: boolean
  /** @throws MailRefusedError when trying again makes no sense, MailUndeliveredError when it does. */
  send(mail: OutgoingMail): Promise<void>
  /** Removes what it keeps from before this moment. */
  forget(before: Date): Promise<void>
  close(): void
}

/** The mail server refuses this mail for good. */
export class MailRefusedError extends OrionError {
  constructor(reply: string) {
    super(`The mail server refuses the mail: ${reply}`, { code: 'MAIL_REFUSED', status: 422 })
  }
}

/** The mail could not be handed over now. */
export class MailUndeliveredError extends OrionError {
  constructor(reason: string) {
    super(`The mail could not be handed over: ${reason}`, {
      code: 'MAIL_UNDELIVERED',
      status: 503,
      retryable: true,
    })
  }
}

type Settings = Pick<
  IdentityConfiguration,
  | 'IDENTITY_SMTP_URL'
  | 'IDENTITY_SMTP_HOST'
  | 'IDENTITY_SMTP_PORT'
  | 'IDENTITY_SMTP_USER'
  | 'IDENTITY_SMTP_PASSWORD'
  | 'IDENTITY_SMTP_TLS'
  | 'IDENTITY_SMTP_CA_FILE'
  | 'IDENTITY_MAIL_FROM'
  | 'IDENTITY_MAIL_FOLDER'
> & { FILES_ROOT: string }

/** The transport the configuration names: a mail server, or else a folder. */
export function openMailTransport(settings: Settings): MailTransport {
  const server = smtpOptions(settings)
  return server ? openSmtp(server, settings.IDENTITY_MAIL_FROM) : openFolder(settings)
}

/** What the settings say of the mail server; null when they name none. */
export function smtpOptions(settings: Settings): (SMTPTransportOptions & { host: string }) | null {
  const url = settings.IDENTITY_SMTP_URL ? new URL(settings.IDENTITY_SMTP_URL) : null
  const host = url?.hostname.replace(/^\[|\]$/g, '') || settings.IDENTITY_SMTP_HOST
  if (!host) return null
  const tls = url?.protocol === 'smtps:' ? 'implicit' : settings.IDENTITY_SMTP_TLS
  const port = Number(url?.port) || settings.IDENTITY_SMTP_PORT || (tls === 'implicit' ? 465 : 587)
  const user = url?.username ? decodeURIComponent(url.username) : settings.IDENTITY_SMTP_USER
  const pass = url?.password ? decodeURIComponent(url.password) : settings.IDENTITY_SMTP_PASSWORD
  if (user && !pass) throw new ConfigurationError('The mail server has a user without a password.')
  return {
    host,
    port,
    secure: tls === 'implicit',
    // Without encryption that is asked for there is no mail: whoever sits in between could take STARTTLS away.
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === 'none',
    auth: user ? { user, pass } : undefined,
    tls: settings.IDENTITY_SMTP_CA_FILE ? { ca: readFileSync(settings.IDENTITY_SMTP_CA_FILE) } : undefined,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  }
}

function openSmtp(options: SMTPTransportOptions & { host: string }, from: string): MailTransport {
  const transport = createTransport({ ...options, pool: true, maxConnections: 2 })
  return {
    destination: `${options.host}:${options.port}`,
    isRemote: true,
    async send(mail) {
      try {
        await transport.sendMail({ ...messageOf(mail), from })
      } catch (error) {
        throw judge(error)
      }
    },
    forget: async () => undefined,
    close: () => transport.close(),
  }
}

/**
 * RFC 5321, 4.2.1: 5yz is final, 4yz is not. Only what was said of the mail itself counts: a refused sign-in or missing
 * encryption is the operator's to mend, so that mails wait for it.
 */
function judge(error: unknown): MailRefusedError | MailUndeliveredError {
  const { responseCode, code, response } = Object(error)
  const isFinal = Number(responseCode) >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  const reply = typeof response === 'string' ? response : describeError(error)
  return isFinal ? new MailRefusedError(reply) : new MailUndeliveredError(reply)
}

function openFolder({ IDENTITY_MAIL_FOLDER, IDENTITY_MAIL_FROM: from, FILES_ROOT }: Settings): MailTransport {
  const folder = resolve(IDENTITY_MAIL_FOLDER ?? join(dirname(resolve(FILES_ROOT)), 'mails'))
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    destination: folder,
    isRemote: false,
    async send(mail) {
      const { message } = await transport.sendMail({ ...messageOf(mail), from })
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(join(folder, `${mail.messageId.replace(/@.*/, '')}.eml`), message, { mode: 0o600 })
    },
    async forget(before) {
      const names = await readdir(folder).catch(() => [])
      for (const name of names.filter(each => each.endsWith('.eml'))) {
        const path = join(folder, name)
        // Another replica may have removed it meanwhile.
        const found = await stat(path).catch(() => null)
        if (found && found.mtime < before) await rm(path, { force: true })
      }
    },
    close: () => transport.close(),
  }
}

const messageOf = ({ to, subject, text, html, messageId, unsubscribeUrl }: OutgoingMail) => ({
  // An object, so that nothing in an address can name a second recipient.
  to: { name: '', address: to },
  subject,
  text,
  html,
  messageId: `<${messageId}>`,
  headers: {
    'auto-submitted': 'auto-generated',
    // RFC 8058: one press in the mail program, without a page in between.
    ...(unsubscribeUrl
      ? {
          'List-Unsubscribe': `<${unsubscribeUrl}>`,
          'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
        }
      : {}),
  },
  disableFileAccess: true,
  disableUrlAccess: true,
})
