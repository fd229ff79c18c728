import { requireViewer } from '@orion/common'
import type { Context } from '../context.ts'
import type { MailRow } from '../database.ts'
import type { MailResolvers } from '../generated/graphql.ts'
import { type WrittenLetter, writeLetter } from '../mail/letter.ts'
import { readLetter, readLetterAs } from '../mail/read-mails.ts'
import { loadMail } from './loaders.ts'

/** What was read of a mail in a request, so that text and HTML count as one reading. */
const read = new WeakMap<MailRow, Promise<WrittenLetter | null>>()

const part =
  (name: 'text' | 'html') =>
  async (mail: MailRow, _: object, { app, viewer }: Context) => {
    const letter = read.get(mail) ?? readLetterAs(app, requireViewer(viewer), mail)
    read.set(mail, letter)
    return (await letter)?.[name] ?? null
  }

export const Mail: MailResolvers = {
  __resolveReference: ({ id }, context) => loadMail(context, id),
  subject: (mail, _, { app }) => {
    const letter = readLetter(app, mail)
    return letter && writeLetter(letter).subject
  },
  text: part('text'),
  html: part('html'),
}
