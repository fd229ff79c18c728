/** The error of what a cancelled run was at work on, the same in every service. */
export const cancellation = (reason: string | null) => (reason ? `Cancelled: ${reason}` : 'Cancelled.')

/** True for an error that is no failure: somebody cancelled the run. */
export const isCancellation = (error: string) => /^Cancelled(?:\.$|: )/.test(error)
