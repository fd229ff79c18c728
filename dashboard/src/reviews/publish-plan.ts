import type { DecideGateInput } from '#generated/graphql.ts'

/** When and where a content is published once it is approved. */
export interface PublishPlan {
  /** As `<input type="datetime-local">` gives it, in the reader's time zone; null for at once. */
  at: string | null
  /** Null for all active accounts. */
  accountIds: string[] | null
}

/** What happens to a content whose owner has no account. */
export const NOWHERE_CONNECTED =
  'No account is connected: it goes to the sandbox, a page on this host that shows the post as it would look.'

export const NOW: PublishPlan = { at: null, accountIds: null }

/** The part of the decision that says when and where to publish. A time that is not given is left out: at once. */
export function toPublishInput({
  at,
  accountIds,
}: PublishPlan): Pick<DecideGateInput, 'publishAt' | 'accountIds'> {
  return {
    ...(at && { publishAt: new Date(at).toISOString() }),
    ...(accountIds && { accountIds }),
  }
}

/** A moment in the form of `<input type="datetime-local">`, in the reader's time zone, to the minute. */
export function toLocalInput(moment: Date): string {
  const shifted = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}
