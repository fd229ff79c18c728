import { UsageError } from '../errors.ts'

export const defaultGateway = 'http://127.0.0.1:8000'

/**
 * Reads a gateway's address: http or https, with or without a path in front of the gateway's own routes.
 * The result has no slash at its end.
 *
 * @param origin where the text comes from, for the message: `--gateway` or the name of a variable or file
 */
export function parseGateway(text: string, origin: string): string {
  const hint = `Give an address such as ${defaultGateway} or https://orion.example.`
  let url: URL
  try {
    url = new URL(text)
  } catch {
    throw new UsageError(`${origin} is not an address: \`${text}\`.`, hint)
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new UsageError(`${origin} must begin with http:// or https://, not \`${url.protocol}\`.`, hint)
  if (url.username || url.password)
    throw new UsageError(`${origin} must not hold a user or a password.`, 'Sign in with `orion auth login`.')
  if (url.search || url.hash)
    throw new UsageError(`${origin} must end before \`?\` and \`#\`: \`${text}\`.`, hint)
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '')
}

/** True when what is sent to this address never leaves this computer, or is encrypted on its way. */
export function isPrivateConnection(gateway: string): boolean {
  const { protocol, hostname } = new URL(gateway)
  return (
    protocol === 'https:' ||
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(\.\d+){3}$/.test(hostname)
  )
}
