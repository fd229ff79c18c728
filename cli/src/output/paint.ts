const codes = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
} as const

export type Paint = keyof typeof codes

/** Colours a text where colours are wanted. */
export type Painter = (text: string, paint: Paint | undefined) => string

/** A painter for a stream that shows colours or not. */
export function painterFor(hasColour: boolean): Painter {
  return (text, paint) => {
    if (!hasColour || !paint || !text) return text
    const [on, off] = codes[paint]
    return `\u001b[${on}m${text}\u001b[${off}m`
  }
}

/** The colour of a status, the same wherever it is shown. */
export function paintOfStatus(status: string): Paint | undefined {
  switch (status) {
    case 'PUBLISHED':
    case 'COMPLETED':
    case 'READY':
    case 'OK':
    case 'ok':
    case 'ready':
    case 'APPROVED':
      return 'green'
    case 'FAILED':
    case 'REJECTED':
    case 'CANCELLED':
    case 'UNKNOWN':
    case 'not_ready':
    case 'unreachable':
      return 'red'
    case 'REVIEW':
    case 'AWAITING_REVIEW':
    case 'OPEN':
    case 'SCHEDULED':
    case 'EMPTY':
      return 'yellow'
    case 'RUNNING':
    case 'GENERATING':
    case 'ACTIVE':
      return 'blue'
    default:
      return undefined
  }
}
