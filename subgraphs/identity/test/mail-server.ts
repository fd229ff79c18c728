import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { eventually } from '@orion/common/testing/test-system'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

const certificate = fileURLToPath(new URL('mail-server-certificate.pem', import.meta.url))
const key = fileURLToPath(new URL('mail-server-key.pem', import.meta.url))

/** A mail server at work that demands STARTTLS and a sign-in. */
export interface MailServer {
  port: number
  received: ParsedMail[]
  /** How often somebody tried to hand over a mail for this address. */
  triesFor(address: string): number
  /** Waits for a mail to this address. */
  mailTo(address: string): Promise<ParsedMail>
  /** Settings with which identity uses it. */
  settings: NodeJS.ProcessEnv
  close(): Promise<void>
}

/**
 * Starts a mail server on 127.0.0.1.
 * @param options.reply the status with which the `attempt`th try for an address is refused; 0 takes the mail.
 */
export async function startMailServer(
  options: { reply?: (address: string, attempt: number) => number; withoutTls?: boolean } = {},
): Promise<MailServer> {
  const received: ParsedMail[] = []
  const tries = new Map<string, number>()
  const server = new SMTPServer({
    key: readFileSync(key),
    cert: readFileSync(certificate),
    disabledCommands: options.withoutTls ? ['STARTTLS'] : [],
    onAuth: ({ username, password }, _, done) =>
      username === 'orion' && password === 'p@ss word'
        ? done(null, { user: username })
        : done(new Error('no')),
    onRcptTo: ({ address }, _, done) => {
      const attempt = (tries.get(address) ?? 0) + 1
      tries.set(address, attempt)
      const status = options.reply?.(address, attempt) ?? 0
      if (status === 0) done()
      else done(Object.assign(new Error(`the answer is ${status}`), { responseCode: status }))
    },
    onData: (stream, _, done) => {
      simpleParser(stream).then(mail => {
        received.push(mail)
        done()
      }, done)
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const find = (to: string) => received.find(mail => JSON.stringify(mail.to).includes(`"${to}"`))
  return {
    port,
    received,
    triesFor: to => tries.get(to) ?? 0,
    mailTo: to => eventually(() => find(to), `a mail to ${to}`),
    settings: {
      IDENTITY_SMTP_URL: `smtp://orion:${encodeURIComponent('p@ss word')}@127.0.0.1:${port}`,
      IDENTITY_SMTP_CA_FILE: certificate,
      IDENTITY_MAIL_FROM: 'Orion <orion@mail.example>',
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
