const BY_CODE: Record<string, string> = {
  ACCOUNT_EXISTS:
    'There is an account with this e-mail address. Sign in to it with your password, then link the provider in the settings.',
  SIGN_IN_EXPIRED: 'The sign-in took too long, or was finished already. Try again.',
  FORBIDDEN: 'There is no account for you here. Ask an admin to invite you.',
  CONFLICT: 'This account of the provider, or another one of it, is linked already.',
  PROVIDER_DENIED: 'You did not agree at the provider, so nothing was done.',
  GATEWAY_UNAVAILABLE: 'Orion cannot be reached right now. Try again.',
}

/** Says why a sign-in with a provider failed, by the word for programs that is in the address; null without one. */
export function providerFailure(code: string | undefined): string | null {
  if (!code) return null
  return BY_CODE[code] ?? 'The provider did not let you in. Try again, or sign in with your password.'
}
