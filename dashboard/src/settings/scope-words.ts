/** What the rights of an API key allow, in the words of who gives them. */
const WORDS: Record<string, string> = {
  'notifications:write': 'Mark your notifications as read',
  'account:read': 'See your sessions, keys, linked accounts and webhooks',
  'trends:write': 'Scan, put trends aside',
  'content:write': 'Make contents, cancel runs',
  'content:review': 'Decide at gates',
  'media:write': 'Draw pictures anew',
  'video:write': 'Render videos anew',
  'publish:write': 'Publish, connect accounts',
  'users:read': 'See users and invitations',
  'audit:read': 'Read the audit log',
  'operations:read': 'See queues and dead letters',
  'operations:write': 'Replay dead letters',
}

/** What a right allows; its name where the gateway has one that this dashboard does not know. */
export function scopeWords(scope: string): string {
  return WORDS[scope] ?? scope
}
