import { z } from 'zod'
import { type MailTemplate, type Pages, template } from './mail-template.ts'

/** What every mail about an act tells besides the act. */
const circumstances = z.object({
  /** Whose account it is. */
  name: z.string(),
  /** When, as people read it. */
  when: z.string(),
  /** By whom or from where, such as `from 203.0.113.7, with Firefox on Linux`; null when it is not known. */
  by: z.string().nullable(),
})

const NOT_YOU = 'If it was not you, reset your password at once and tell an admin.'

/**
 * A mail that tells the owner of an account what was done to it, when and from where, and what to do if it was not them.
 * @param advises what else to look at; null when there is nothing
 */
function notice<Shape extends z.ZodRawShape>(
  subject: string,
  shape: Shape,
  says: (data: z.output<z.ZodObject<Shape>>) => string,
  advises: (data: z.output<z.ZodObject<Shape>>, pages: Pages) => string | null = () => null,
): MailTemplate<
  z.output<z.ZodObject<Shape>> & z.output<typeof circumstances>,
  z.input<z.ZodObject<Shape>> & z.input<typeof circumstances>
> {
  const data = z.intersection(z.object(shape), circumstances)
  return template(data, (data, pages) => ({
    subject,
    paragraphs: [
      `Hello ${data.name},`,
      says(data),
      `It was done on ${data.when}${data.by ? `, ${data.by}` : ''}. ${NOT_YOU}`,
      ...[advises(data, pages)].filter(advice => advice !== null),
    ],
    action: { label: 'Reset the password', url: pages('/forgot-password') },
  }))
}

const provider = { provider: z.string() }

/** Mails about what matters for an account's security. Nobody can opt out of them. */
export const securityTemplates = {
  'password-changed': notice(
    'Your password was changed',
    // Mails from before have neither.
    { isByMail: z.boolean().default(false), stays: z.array(z.string()).default([]) },
    ({ isByMail }) =>
      isByMail
        ? 'The password of your Orion account was changed by a link that was mailed to this address. All sessions and all API keys have ended.'
        : 'The password of your Orion account was changed. All other sessions and all API keys have ended.',
    ({ stays }, pages) =>
      stays.length === 0
        ? null
        : `A new password does not end everything. These stay: ${stays.join(', ')}. Look whether all of it is yours, under Settings: ${pages('/settings/security')}`,
  ),
  'password-set': notice(
    'Your account has a password',
    { username: z.string() },
    ({ username }) =>
      `A first password was set for your Orion account, and its username is now ${username}. With both one can sign in, besides the accounts that are linked.`,
  ),
  'email-change-requested': notice(
    'Another e-mail address was asked for',
    { email: z.string() },
    ({ email }) =>
      `Somebody signed in to your Orion account wants its address to become ${email}. It does as soon as a link that was mailed there is used.`,
  ),
  'email-changed': notice(
    'Your e-mail address was changed',
    { email: z.string() },
    ({ email }) =>
      `The address of your Orion account is now ${email}. Nothing more will be sent to this one.`,
  ),
  'second-factor-on': notice(
    'Signing in now takes a code',
    {},
    () =>
      'A second factor was turned on: signing in to Orion now takes a code of your authenticator app besides your password.',
  ),
  'second-factor-off': notice(
    'Signing in takes no code any more',
    {},
    () => 'The second factor of your Orion account was turned off.',
  ),
  'recovery-codes-renewed': notice(
    'You have new recovery codes',
    {},
    () => 'New recovery codes were made for your Orion account; the old ones work no longer.',
  ),
  'recovery-code-used': notice(
    'A recovery code was used',
    { left: z.int() },
    ({ left }) =>
      `One of your recovery codes was used in the place of a code of your app. ${left} are left; make new ones when you run out.`,
  ),
  'account-linked': notice(
    'Another way to sign in was added',
    provider,
    ({ provider }) =>
      `An account at ${provider} was linked: whoever has it can sign in to Orion as you, until it is taken away under Settings, Security. A new password alone does not end that.`,
  ),
  'account-unlinked': notice(
    'A way to sign in was taken away',
    provider,
    ({ provider }) => `Your account at ${provider} lets nobody in to Orion any more.`,
  ),
  'api-key-created': notice(
    'An API key was made',
    { scopes: z.array(z.string()) },
    ({ scopes }) => `An API key was made. Whoever has it may do this in your name: ${scopes.join(', ')}.`,
  ),
  'device-let-in': notice(
    'A device was signed in',
    { device: z.string() },
    ({ device }) => `A device is signed in as you, since its code was approved. It asked ${device}.`,
  ),
  'webhook-address': notice(
    'A webhook leads to a new address',
    { host: z.string() },
    ({ host }) => `From now on your notifications are posted to ${host}.`,
  ),
  'session-ended': notice(
    'A session of yours was ended',
    {},
    () =>
      'Something that only your own program should have was used a second time, as after a theft. Orion ended that session; sign in again to go on.',
  ),
} as const

export type SecurityTemplateName = keyof typeof securityTemplates
