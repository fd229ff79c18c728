import { type AnyJob, defineJob, defineJobType } from '@orion/common'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Identity } from '../identity.ts'
import { uuidOf } from '../ids.ts'
import { sendMail } from '../mail/send-mail.ts'
import { readPreferences } from './notification-preferences.ts'
import { findOwnNotifications } from './read-notifications.ts'
import { createUnsubscribeToken } from './unsubscribe.ts'

/** How many notifications a mail tells in full; the rest it only counts. */
const TOLD_IN_FULL = 20

const mailNotifications = defineJobType({
  name: 'mail-notifications',
  data: z.object({ userId: z.uuid() }),
})

/** Asks for a mail with what a user has to be told then; one mail, however much comes until it goes out. */
export async function mailLater(
  { configuration, jobs }: Pick<Identity, 'configuration' | 'jobs'>,
  transaction: Transaction,
  userId: string,
): Promise<void> {
  const delayMs = configuration.IDENTITY_NOTIFICATION_MAIL_SECONDS * 1000
  const id = uuidOf(`mail ${userId} ${Math.floor(Date.now() / delayMs)}`)
  await jobs.enqueue(transaction, mailNotifications, { userId }, { id, delayMs })
}

/** Mails a user what is due and still unread, in one letter, provided that their address is verified. */
export function createMailNotificationsJob(identity: Identity): AnyJob {
  const { database } = identity
  return defineJob({
    type: mailNotifications,
    async run({ data: { userId } }) {
      await database.transaction(async transaction => {
        const due = await transaction.notification.updateManyAndReturn({
          where: { userId, mailDue: true },
          data: { mailDue: false },
          select: { id: true },
        })
        const user = await transaction.user.findFirst({
          where: { id: userId, isActive: true, emailVerifiedAt: { not: null } },
          select: { email: true, name: true },
        })
        if (!user) return
        const ids = due.map(({ id }) => id)
        const found = [...(await findOwnNotifications(transaction, userId, ids)).values()]
        const preferences = await readPreferences(transaction, userId)
        const told = found
          .filter(({ isRead, type }) => !isRead && preferences.some(each => each.type === type && each.email))
          .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
          .map(({ title, body }) => ({ title, body }))
        if (told.length === 0) return
        await sendMail(identity, transaction, {
          to: user.email,
          template: 'notifications',
          data: {
            name: user.name,
            notifications: told.slice(0, TOLD_IN_FULL),
            others: Math.max(0, told.length - TOLD_IN_FULL),
            unsubscribeToken: createUnsubscribeToken(identity.sealer, { userId, email: user.email }),
          },
        })
      })
    },
  })
}
