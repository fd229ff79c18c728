import { afterPosition, type Connection, connectionOf, type Page, type Viewer } from '@orion/common'
import { audit } from '../audit/audit.ts'
import type { Client } from '../database.ts'
import type { Mail } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import type { Sealer } from '../tokens/sealing.ts'
import { type Letter, type WrittenLetter, writeLetter } from './letter.ts'
import { mailPurpose } from './send-mail.ts'
import { composeLetter, mailTemplateNames, type Pages } from './templates.ts'

const KEPT_DAYS = 30

/** All mails, newest first. For those with the right `users:write`: a mail that is kept has the power of its links. */
export async function listMails(client: Client, page: Page): Promise<Connection<Mail>> {
  const rows = await client.mail.findMany({
    where: afterPosition(page.after, 'createdAt', 'desc'),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: page.first + 1,
  })
  return connectionOf(rows, page, mail => ({ value: mail.createdAt.toISOString(), id: mail.id }))
}

/** Mails by their ids. */
export async function findMails(client: Client, ids: readonly string[]): Promise<Map<string, Mail>> {
  const mails = await client.mail.findMany({ where: { id: { in: [...ids] } } })
  return new Map(mails.map(mail => [mail.id, mail]))
}

/** What a mail says; null once a mail server has it, and for templates there are no more. */
export function readLetter({ sealer, pages }: { sealer: Sealer; pages: Pages }, mail: Mail): Letter | null {
  const template = mailTemplateNames.find(name => name === mail.template)
  if (!template || mail.sealedData === null) return null
  return composeLetter(template, JSON.parse(sealer.open(mail.sealedData, mailPurpose(mail.id))), pages)
}

/** The same for somebody who reads it. That is recorded, since its links let in as whom it is for. */
export async function readLetterAs(
  identity: Pick<Identity, 'database' | 'sealer' | 'pages'>,
  viewer: Viewer,
  mail: Mail,
): Promise<WrittenLetter | null> {
  const letter = readLetter(identity, mail)
  if (!letter) return null
  await audit(identity.database.client, {
    action: 'MAIL_READ',
    actorId: viewer.userId,
    subjectId: mail.id,
    details: { template: mail.template, recipient: mail.recipient },
  })
  return writeLetter(letter)
}

/** Removes mails older than 30 days, their files included. @returns how many. */
export async function forgetMails(
  { database, mailTransport }: Pick<Identity, 'database' | 'mailTransport'>,
  now = new Date(),
): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  await mailTransport.forget(before)
  return (await database.client.mail.deleteMany({ where: { createdAt: { lt: before } } })).count
}
