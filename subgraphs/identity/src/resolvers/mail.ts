import type { Context } from '../context.ts'
import type { MailRow } from '../database.ts'
import type { MailResolvers } from '../generated/graphql.ts'
import { type WrittenLetter, writeLetter } from '../mail/letter.ts'
import { readLetter } from '../mail/read-mails.ts'
import { loadMail } from './loaders.ts'

const part =
  (name: keyof WrittenLetter) =>
  (mail: MailRow, _: object, { app }: Context) => {
    const letter = readLetter(app, mail)
    return letter && writeLetter(letter)[name]
  }

export const Mail: MailResolvers = {
  __resolveReference: ({ id }, context) => loadMail(context, id),
  subject: part('subject'),
  text: part('text'),
  html: part('html'),
}
