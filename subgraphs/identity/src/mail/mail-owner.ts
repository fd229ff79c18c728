import type { Origin } from '@orion/common'
import { currentOrigin } from '@orion/common'
import type { Transaction } from '../database.ts'
import type { User } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { programName } from './program-name.ts'
import type { SecurityTemplateName } from './security-templates.ts'
import { sendMail } from './send-mail.ts'
import type { MailData } from './templates.ts'

/** What a mail of a template tells besides when and from where. */
type Facts<Name extends SecurityTemplateName> = Omit<MailData<Name>, 'name' | 'when' | 'by'>

/**
 * Mails the owner of an account what was done to it, when and from where, in the transaction of the act.
 * @param by who did it, when it was not the owner; by default from where the request at work comes
 */
export async function mailOwner<Name extends SecurityTemplateName>(
  identity: Pick<Identity, 'sealer' | 'jobs'>,
  transaction: Transaction,
  user: Pick<User, 'email' | 'name' | 'timezone'>,
  template: Name,
  facts: Facts<Name>,
  by: string | null = describeOrigin(currentOrigin()),
): Promise<void> {
  const data = { ...facts, name: user.name, when: momentIn(user.timezone), by } as MailData<Name>
  await sendMail(identity, transaction, { to: user.email, template, data })
}

/** From where and by which program, such as `from 203.0.113.7, with Firefox on Linux`; null when neither is known. */
export function describeOrigin({ ipAddress, userAgent }: Origin): string | null {
  const program = programName(userAgent)
  const parts = [ipAddress ? `from ${ipAddress}` : null, program ? `with ${program}` : null]
  return parts.filter(part => part !== null).join(', ') || null
}

function momentIn(timeZone: string): string {
  return new Date().toLocaleString('en-GB', { timeZone, dateStyle: 'long', timeStyle: 'long' })
}
