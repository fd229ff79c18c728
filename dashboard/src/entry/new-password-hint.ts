/** What makes a good password; the gateway decides. */
export const NEW_PASSWORD_HINT =
  'At least 10 characters. Some words that do not belong together are a good one.'
