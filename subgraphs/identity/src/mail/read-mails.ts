import { afterPosition, type Connection, connectionOf, type Page } from '@orion/common'
import type { Client } from '../database.ts'
import type { Mail } from '../generated/prisma/client.ts'
import type { Sealer } from '../tokens/sealing.ts'
import type { Letter } from './letter.ts'
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

/** Removes mails older than 30 days. @returns how many. */
export async function forgetMails(client: Client, now = new Date()): Promise<number> {
  const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  return (await client.mail.deleteMany({ where: { createdAt: { lt: before } } })).count
}
