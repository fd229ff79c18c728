import { normaliseEmail } from './email-address.ts'

/** What somebody typed to say who they are: an e-mail address or a username. */
export type LoginName = { email: string } | { username: string }

/** An e-mail address when there is an @ in it, a username otherwise. Both in the form in which they are stored. */
export function parseLoginName(typed: string): LoginName {
  const text = typed.normalize('NFKC').trim().toLowerCase()
  return text.includes('@') ? { email: normaliseEmail(text) ?? text } : { username: text }
}

/** What attempts to sign in are counted under: apart from all else that is counted, whatever was typed as the name. */
export function loginNameKey(name: LoginName): string {
  return `sign-in as ${'email' in name ? name.email : name.username}`
}

/** What they are counted under besides, whichever name was typed: the user, or, where there is none, the name again. */
export function loginAccountKey(user: { id: string } | null, name: LoginName): string {
  return user ? `sign-in to ${user.id}` : `sign-in to nobody, as ${loginNameKey(name)}`
}
