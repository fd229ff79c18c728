const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]))

/**
 * A source map (https://tc39.es/ecma426/) that tells of our own sources every place, of npm packages only the line: Node keeps the map
 * of each file that it loads, and reads all of it once an error is told, which with all places of the packages takes
 * 70 MB.
 */
export function thinSourceMap(text: string): string {
  const map: { sources: string[]; mappings: string } = JSON.parse(text)
  const isPackage = map.sources.map(source => source.includes('node_modules/'))
  // The fields of a segment: column, source, line and column there, name. All but the first count on across lines.
  const read = [0, 0, 0, 0, 0]
  const written = [0, 0, 0, 0, 0]
  let [lastSource, lastLine] = [-1, -1]
  const lines = map.mappings.split(';').map(line => {
    read[0] = 0
    written[0] = 0
    const kept: string[] = []
    for (const segment of line === '' ? [] : line.split(',')) {
      const fields = decode(segment)
      for (const [index, delta] of fields.entries()) read[index] = (read[index] ?? 0) + delta
      const [, source = 0, sourceLine = 0] = read
      if (isPackage[source] && source === lastSource && sourceLine === lastLine) continue
      lastSource = source
      lastLine = sourceLine
      kept.push(fields.map((_, index) => encode((read[index] ?? 0) - (written[index] ?? 0))).join(''))
      for (const index of fields.keys()) written[index] = read[index] ?? 0
    }
    return kept.join(',')
  })
  return JSON.stringify({ ...map, mappings: lines.join(';') })
}

/** Base64 VLQ: five bits a digit, the lowest first, the sixth says that more follow; the lowest bit of all is the sign. */
function decode(segment: string): number[] {
  const fields: number[] = []
  let [value, shift] = [0, 0]
  for (const character of segment) {
    const digit = VALUES.get(character) ?? 0
    value |= (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    fields.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return fields
}

function encode(field: number): string {
  let rest = field < 0 ? (-field << 1) | 1 : field << 1
  let text = ''
  do {
    const digit = rest & 31
    rest >>= 5
    text += DIGITS[rest > 0 ? digit | 32 : digit]
  } while (rest > 0)
  return text
}
