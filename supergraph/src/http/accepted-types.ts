/** A media type that an `Accept` header names. */
export interface AcceptedType {
  /** In lower case; may be a range such as `application/*`. */
  type: string
  /** Its parameters but `q`, names and values in lower case and without quotes. */
  parameters: ReadonlyMap<string, string>
}

/** What was read of headers: there are few, and each comes with every call of its client. */
const known = new Map<string, readonly AcceptedType[]>()
const KNOWN_AT_MOST = 100

/** What an `Accept` header names, the most wanted first; without what is not wanted. */
export function acceptedRanges(accept: string): readonly AcceptedType[] {
  let ranges = known.get(accept)
  if (!ranges) {
    if (known.size >= KNOWN_AT_MOST) known.clear()
    ranges = readRanges(accept)
    known.set(accept, ranges)
  }
  return ranges
}

function readRanges(accept: string): AcceptedType[] {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map(range => {
      const [type = '', ...rest] = range.split(';').map(part => part.trim())
      const parameters = new Map(rest.map(parameterOf))
      const quality = Number(parameters.get('q') ?? 1)
      parameters.delete('q')
      return { type, parameters, quality }
    })
  return ranges.filter(({ quality }) => quality > 0).sort((one, other) => other.quality - one.quality)
}

function parameterOf(text: string): [name: string, value: string] {
  const [name = '', value = ''] = text.split('=').map(part => part.trim())
  return [name, value.replace(/^"(.*)"$/, '$1')]
}

/** The media types of an `Accept` header, the most wanted first, in lower case; without those that are not wanted. */
export function acceptedTypes(accept: string): string[] {
  return acceptedRanges(accept).map(({ type }) => type)
}

/** Types of answers that come in parts. */
const STREAMED: ReadonlySet<string> = new Set(['multipart/mixed', 'text/event-stream'])

/** True when one of the accepted types lets an answer come in parts. */
export function mayStream(accepted: readonly string[]): boolean {
  return accepted.some(type => STREAMED.has(type))
}

/** What operations are answered in. */
const ANSWERED = ['application/graphql-response+json', 'application/json', ...STREAMED]

/** True when an operation can be answered in one of the accepted types, which may be ranges. */
export function mayAnswer(accepted: readonly string[]): boolean {
  return accepted.some(type =>
    type.endsWith('/*')
      ? type === '*/*' || ANSWERED.some(each => each.startsWith(type.slice(0, -1)))
      : ANSWERED.includes(type),
  )
}
