import { z } from 'zod'
import type { Letter } from './letter.ts'
import { type MailTemplate, type Pages, template } from './mail-template.ts'
import { securityTemplates } from './security-templates.ts'

const name = z.string()
const token = z.string()
const IGNORE = 'If you did not ask for this, there is nothing to do: without the link, nothing happens.'

/**
 * Every mail identity sends, by the name of its template. Tokens stand in addresses after `#`, so that no server logs them.
 * What goes to an address that nobody confirmed repeats no text of who asked for it: it would reach whomever they like in
 * Orion's name.
 */
export const mailTemplates = {
  ...securityTemplates,
  'confirm-registration': template(z.object({ username: z.string(), token }), (data, pages) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Hello,',
      `Your Orion account, with the username ${data.username}, is made as soon as you confirm this address, with the password that you chose.`,
    ],
    action: { label: 'Confirm and make the account', url: pages('/verify-email', { token: data.token }) },
    remarks: ['The link works once, for 24 hours.', IGNORE],
  })),
  'already-registered': template(z.object({ name }), (data, pages) => ({
    subject: 'You have an Orion account already',
    paragraphs: [
      `Hello ${data.name},`,
      'Somebody, perhaps you, wanted to use this address for another Orion account. It belongs to yours, and nothing was changed.',
      'If you only forgot your password, choose a new one.',
    ],
    action: { label: 'Choose a new password', url: pages('/forgot-password') },
    remarks: ['If it was not you, there is nothing to do.'],
  })),
  // Mails from before have no username.
  'confirm-email': template(z.object({ username: z.string().optional(), token }), (data, pages) => ({
    subject: 'Confirm your e-mail address',
    paragraphs: [
      'Hello,',
      data.username
        ? `Please confirm that this is the address of your Orion account, which has the username ${data.username}.`
        : 'Please confirm that this is your address.',
    ],
    action: { label: 'Confirm the address', url: pages('/verify-email', { token: data.token }) },
    remarks: ['The link works once, for 24 hours.', IGNORE],
  })),
  'reset-password': template(z.object({ name, token }), (data, pages) => ({
    subject: 'Choose a new password',
    paragraphs: [`Hello ${data.name},`, 'Somebody, hopefully you, asked to set a new password.'],
    action: { label: 'Choose a new password', url: pages('/reset-password', { token: data.token }) },
    remarks: ['The link works once, for one hour.', IGNORE],
  })),
  invitation: template(z.object({ name, token, invitedBy: z.string(), role: z.string() }), (data, pages) => ({
    subject: `${data.invitedBy} invites you to Orion`,
    paragraphs: [
      `Hello ${data.name},`,
      `${data.invitedBy} invites you to Orion as ${data.role.toLowerCase()}. Choose a username and a password to start.`,
    ],
    action: { label: 'Accept the invitation', url: pages('/accept-invitation', { token: data.token }) },
    remarks: ['The link works once, for seven days.'],
  })),
  notifications: template(
    z.object({
      name,
      notifications: z.array(z.object({ title: z.string(), body: z.string() })).min(1),
      others: z.int(),
      unsubscribeToken: token,
    }),
    ({ name, notifications: [first, ...more], others, unsubscribeToken }, pages) => {
      const count = 1 + more.length + others
      return {
        subject: count === 1 && first ? first.title : `${count} new notifications`,
        paragraphs: [
          `Hello ${name},`,
          ...[first, ...more].flatMap(each => (each ? [`${each.title}. ${each.body}`] : [])),
          ...(others > 0 ? [`And ${others} more.`] : []),
        ],
        action: { label: 'Open Orion', url: pages('/notifications') },
        remarks: [
          `Choose what is sent to you: ${pages('/settings/notifications')}`,
          `No more such mails: ${pages('/unsubscribe', { token: unsubscribeToken })}`,
        ],
        unsubscribeToken,
      }
    },
  ),
} as const

export type { Pages } from './mail-template.ts'
export type MailTemplateName = keyof typeof mailTemplates
/** What a template needs to know. */
export type MailData<Name extends MailTemplateName> = z.input<(typeof mailTemplates)[Name]['data']>

/** The names of all templates. */
export const mailTemplateNames = Object.keys(mailTemplates) as [MailTemplateName, ...MailTemplateName[]]

/** The pages of a dashboard; parameters stand behind the #, which browsers keep to themselves. */
export function pagesOf(dashboardUrl: string): Pages {
  const base = dashboardUrl.replace(/\/+$/, '')
  return (path, parameters) => {
    const fragment = parameters ? `#${new URLSearchParams(parameters)}` : ''
    return `${base}${path}${fragment}`
  }
}

/** What a mail says. @throws ZodError when the data does not fit its template. */
export function composeLetter(templateName: MailTemplateName, data: unknown, pages: Pages): Letter {
  const { data: shape, write } = mailTemplates[templateName] as MailTemplate<unknown>
  return write(shape.parse(data), pages)
}
