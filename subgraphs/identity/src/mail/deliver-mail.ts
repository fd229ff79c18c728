import { type AnyJob, defineJob, describeError } from '@orion/common'
import type { Identity } from '../identity.ts'
import { writeLetter } from './letter.ts'
import { readLetter } from './read-mails.ts'
import { sendMailJob } from './send-mail.ts'

/** Hands mails over: to the mail server, or to the folder in which they wait for an admin. */
export function createMailJob(identity: Identity): AnyJob {
  const { database, mailTransport } = identity
  const host = new URL(identity.configuration.ORION_DASHBOARD_URL).hostname
  const gateway = identity.configuration.ORION_PUBLIC_URL.replace(/\/+$/, '')
  return defineJob({
    type: sendMailJob,
    concurrency: 2,
    async run({ data: { mailId }, log }) {
      const mail = await database.client.mail.findUnique({ where: { id: mailId } })
      if (!mail || mail.sentAt) return
      const letter = readLetter(identity, mail)
      if (!letter) return
      await mailTransport.send({
        ...writeLetter(letter),
        to: mail.recipient,
        messageId: `${mailId}@${host}`,
        unsubscribeUrl: letter.unsubscribeToken
          ? `${gateway}/api/v1/auth/unsubscribe?token=${letter.unsubscribeToken}`
          : null,
      })
      const { isRemote, destination } = mailTransport
      await database.client.mail.update({
        where: { id: mailId },
        data: {
          state: isRemote ? 'SENT' : 'KEPT',
          sentAt: new Date(),
          error: null,
          ...(isRemote ? { sealedData: null } : {}),
        },
      })
      log.info(
        { mailId, template: mail.template, destination },
        isRemote ? 'the mail server took a mail' : 'a mail is kept in a file, since no mail server is set',
      )
    },
    async failed({ data: { mailId }, error }) {
      await database.client.mail.updateMany({
        where: { id: mailId, sentAt: null },
        data: { state: 'FAILED', error: describeError(error).slice(0, 1000) },
      })
    },
  })
}
