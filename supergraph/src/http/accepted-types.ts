/** The media types of an `Accept` header, the most wanted first, in lower case; without those that are not wanted. */
export function acceptedTypes(accept: string): string[] {
  const ranges = accept
    .toLowerCase()
    .split(',')
    .map(range => {
      const [type = '', ...parameters] = range.split(';').map(part => part.trim())
      const quality = parameters.find(parameter => parameter.startsWith('q='))
      return { type, quality: quality ? Number(quality.slice(2)) : 1 }
    })
  return ranges
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ type }) => type)
}

/** Types of answers that come in parts. */
const STREAMED: ReadonlySet<string> = new Set(['multipart/mixed', 'text/event-stream'])

/** True when one of the accepted types lets an answer come in parts. */
export function mayStream(accepted: readonly string[]): boolean {
  return accepted.some(type => STREAMED.has(type))
}
