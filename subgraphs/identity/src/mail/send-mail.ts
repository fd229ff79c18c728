import { defineJobType, type JobScheduler } from '@orion/common'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Sealer } from '../tokens/sealing.ts'
import { type MailData, type MailTemplateName, mailTemplates } from './templates.ts'

/** Tried for over an hour: servers that grey-list take a mail only after some minutes. */
export const sendMailJob = defineJobType({
  name: 'send-mail',
  data: z.object({ mailId: z.uuid() }),
  attempts: 12,
})

/** What a mail's sealed data is bound to. */
export const mailPurpose = (mailId: string) => `mail ${mailId}`

/**
 * Sends a mail once the transaction is committed, also when the process is killed in between. Queue and outbox know only
 * the mail's id: what it says, links with their tokens included, is sealed in its row and forgotten as soon as a mail
 * server has it.
 * @returns the mail's id.
 */
export async function sendMail<Name extends MailTemplateName>(
  { sealer, jobs }: { sealer: Sealer; jobs: JobScheduler },
  transaction: Transaction,
  mail: { to: string; template: Name; data: MailData<Name> },
): Promise<string> {
  const mailId = crypto.randomUUID()
  const data = JSON.stringify(mailTemplates[mail.template].data.parse(mail.data))
  await transaction.mail.create({
    data: {
      id: mailId,
      recipient: mail.to,
      template: mail.template,
      sealedData: sealer.seal(data, mailPurpose(mailId)),
    },
  })
  await jobs.enqueue(transaction, sendMailJob, { mailId }, { id: mailId })
  return mailId
}
