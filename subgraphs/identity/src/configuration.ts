import { flag, list } from '@orion/common'
import { parsePrivateHosts } from '@orion/common/web/address-policy'
import { z } from 'zod'

/** An address without a slash at its end. */
const origin = (byDefault: string) =>
  z
    .url({ protocol: /^https?$/ })
    .default(byDefault)
    .transform(url => url.replace(/\/+$/, ''))

/** What identity needs to know besides what every service does. */
export const identityConfiguration = z.object({
  ORION_ENCRYPTION_KEY: z
    .string()
    .transform(text => text.split(',').map(key => key.trim()))
    .pipe(z.array(z.string().min(32, 'each key must have 32 characters or more')).min(1))
    .describe(
      'Key that seals what is secret in the database. To rotate it put the new one in front, with a comma: the first seals, all open; after an hour, when the log says that all is sealed with it, take the old one out.',
    ),
  IDENTITY_TOKEN_ISSUER: z.string().default('orion').describe('The `iss` of access tokens.'),
  IDENTITY_TOKEN_AUDIENCE: z.string().default('orion-api').describe('The `aud` of access tokens.'),
  IDENTITY_OPEN_REGISTRATION: flag(false).describe('Whether anybody may register, as a viewer.'),
  IDENTITY_GITHUB_CLIENT_ID: z
    .string()
    .optional()
    .describe('Client id at GitHub; without it nobody signs in with GitHub.'),
  IDENTITY_GITHUB_CLIENT_SECRET: z.string().optional().describe('Client secret at GitHub.'),
  IDENTITY_GITHUB_URL: origin('https://github.com').describe(
    'Where people sign in at GitHub; another for GitHub Enterprise.',
  ),
  IDENTITY_GITHUB_API_URL: origin('https://api.github.com').describe('Where its REST API is.'),
  IDENTITY_GOOGLE_CLIENT_ID: z
    .string()
    .optional()
    .describe('Client id at Google; without it nobody signs in with Google.'),
  IDENTITY_GOOGLE_CLIENT_SECRET: z.string().optional().describe('Client secret at Google.'),
  IDENTITY_GOOGLE_ISSUER: z
    .url({ protocol: /^https?$/ })
    .default('https://accounts.google.com')
    .describe('Issuer whose endpoints are discovered; another OpenID Connect provider works as well.'),
  IDENTITY_AUDIT_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .default(365)
    .describe('How many days the audit log is kept.'),
  ORION_DASHBOARD_URL: z
    .url({ protocol: /^https?$/ })
    .default('http://127.0.0.1:3001')
    .describe('Address under which browsers reach the dashboard; links in mails lead there.'),
  IDENTITY_MAIL_FROM: z.string().default('Orion <noreply@orion.localhost>').describe('Sender of mails.'),
  IDENTITY_SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe(
      'The mail server, such as smtp://user:password@mail.example:587, or smtps:// for TLS from the start. Without a server mails are kept in a folder.',
    ),
  IDENTITY_SMTP_HOST: z.string().optional().describe('The mail server, when IDENTITY_SMTP_URL is left out.'),
  IDENTITY_SMTP_PORT: z.coerce
    .number()
    .int()
    .min(1)
    .max(65535)
    .optional()
    .describe('Its port; 587 when left out, 465 for TLS from the start.'),
  IDENTITY_SMTP_USER: z.string().optional().describe('User at the mail server.'),
  IDENTITY_SMTP_PASSWORD: z.string().optional().describe('Password at the mail server.'),
  IDENTITY_SMTP_TLS: z
    .enum(['starttls', 'implicit', 'none'])
    .default('starttls')
    .describe(
      'How mails are encrypted on the way: `starttls` (demanded), `implicit` from the start, or `none`.',
    ),
  IDENTITY_SMTP_CA_FILE: z
    .string()
    .optional()
    .describe(
      'File with the certificate (PEM) of a private authority that the mail server has its own from.',
    ),
  IDENTITY_MAIL_FOLDER: z
    .string()
    .optional()
    .describe('Folder for mails when there is no mail server; `mails` beside FILES_ROOT when left out.'),
  IDENTITY_NOTIFICATION_MAIL_SECONDS: z.coerce
    .number()
    .min(1)
    .max(86_400)
    .default(120)
    .describe('Seconds from a notification to its mail, which tells everything that came until then.'),
  IDENTITY_AVATAR_ALLOW_PRIVATE_HOSTS: z
    .string()
    .default('')
    .transform(hosts => parsePrivateHosts(hosts, 'IDENTITY_AVATAR_ALLOW_PRIVATE_HOSTS'))
    .describe(
      'Hosts, with or without port, comma-separated, from which pictures of users may be fetched although their addresses are private; also by http.',
    ),
  IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS: z
    .string()
    .default('')
    .transform(hosts => parsePrivateHosts(hosts, 'IDENTITY_WEBHOOK_ALLOW_PRIVATE_HOSTS'))
    .describe(
      'Hosts, with or without port, comma-separated, that webhooks may call although their addresses are private; also by http and on any port.',
    ),
  IDENTITY_WEBHOOK_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(60_000)
    .default(10_000)
    .describe('Time a webhook has to answer.'),
  IDENTITY_WEBHOOK_RETRY_SECONDS: list(['5', '300', '1800', '7200', '18000', '36000', '36000'])
    .pipe(z.array(z.string().transform(Number).pipe(z.number().min(0).max(604_800))))
    .describe('Pauses between the attempts at a webhook delivery, comma-separated; then it has failed.'),
  IDENTITY_WEBHOOK_GIVE_UP_HOURS: z.coerce
    .number()
    .min(0)
    .default(72)
    .describe('Hours without an accepted delivery after which a failed one disables the webhook.'),
  ORION_ADMIN_EMAIL: z
    .string()
    .default('admin@orion.localhost')
    .describe('E-mail address of the first admin, made when there is no user yet.'),
  ORION_ADMIN_PASSWORD: z
    .string()
    .optional()
    .describe('Password of the first admin; one is generated and printed once when this is left out.'),
  ORION_FIRST_ADMIN_FILE: z
    .string()
    .optional()
    .describe(
      'File to which the first admin and their password are written, readable by its owner only, instead of printing it.',
    ),
})
export type IdentityConfiguration = z.infer<typeof identityConfiguration>
