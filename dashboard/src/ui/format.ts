const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const dateTime = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hour12: false })
const time = new Intl.DateTimeFormat('en', { timeStyle: 'medium', hour12: false })

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** Clocks of two machines, and a page that counts in steps, differ by less than this. */
const NOW_SECONDS = 20

/** How long ago, or how long until, in the largest unit that fits. */
export function relativeTime(momentMs: number, nowMs: number): string {
  const seconds = (momentMs - nowMs) / 1000
  if (Math.abs(seconds) < NOW_SECONDS) return 'just now'
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit)
  }
  return relative.format(Math.round(seconds), 'second')
}

/** A moment in full, in the reader's time zone. */
export function fullMoment(at: string): string {
  return dateTime.format(new Date(at))
}

/** A time of day with seconds. */
export function timeOfDay(at: string): string {
  return time.format(new Date(at))
}

/** A length of time, such as `9.4 s`, `1 min 12 s` or `2 h 5 min`. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}

/** A position in a video, such as `0:07`. */
export function timecode(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

/** An amount of US dollars given as a decimal text: `$0` when free, small amounts with four decimals. */
export function dollars(amount: string): string {
  const value = Number(amount)
  if (value === 0) return '$0'
  return `$${value.toFixed(value < 1 ? 4 : 2)}`
}

/** A number of bytes given as a decimal text, such as `6.4 MB`. */
export function fileSize(bytes: string): string {
  const megabytes = Number(bytes) / 1_000_000
  return megabytes < 0.1 ? `${Math.ceil(Number(bytes) / 1000)} kB` : `${megabytes.toFixed(1)} MB`
}
