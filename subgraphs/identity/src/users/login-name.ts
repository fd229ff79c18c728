import { normaliseEmail } from './email-address.ts'

/** What somebody typed to say who they are: an e-mail address or a username. */
export type LoginName = { email: string } | { username: string }

/** An e-mail address when there is an @ in it, a username otherwise. Both in the form in which they are stored. */
export function parseLoginName(typed: string): LoginName {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  return text.includes('@') ? { email: normaliseEmail(text) ?? text } : { username: text }
}

/** One text for either kind, for limits that count attempts. */
export function loginNameKey(name: LoginName): string {
  return 'email' in name ? name.email : name.username
}
