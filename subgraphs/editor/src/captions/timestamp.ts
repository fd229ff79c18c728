/** `00:01:02.345`; SubRip writes a comma where WebVTT has a period. */
export function timestamp(seconds: number, separator: '.' | ','): string {
  const ms = Math.max(0, Math.round(seconds * 1000))
  const part = (value: number, digits: number): string => String(value).padStart(digits, '0')
  const clock = [Math.floor(ms / 3_600_000), Math.floor(ms / 60_000) % 60, Math.floor(ms / 1000) % 60]
  return `${clock.map(value => part(value, 2)).join(':')}${separator}${part(ms % 1000, 3)}`
}
