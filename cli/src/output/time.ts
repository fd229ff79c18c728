/** A length of time for people: `0.8 s`, `42 s`, `3 min 05 s`, `2 h 10 min`, `4 d 3 h`. */
export function showDuration(seconds: number): string {
  const whole = Math.max(0, seconds)
  if (whole < 9.95) return `${whole.toFixed(1)} s`
  if (whole < 59.5) return `${Math.round(whole)} s`
  const total = Math.round(whole)
  if (total < 3600) return `${Math.floor(total / 60)} min ${String(total % 60).padStart(2, '0')} s`
  const minutes = Math.round(total / 60)
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`
  const hours = Math.round(minutes / 60)
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** How long ago, or in how long, in the largest fitting unit. */
export function showAge(iso: string, nowMs = Date.now()): string {
  const seconds = Math.round((nowMs - Date.parse(iso)) / 1000)
  const size = Math.abs(seconds)
  const text =
    size < 60
      ? `${size} s`
      : size < 3600
        ? `${Math.floor(size / 60)} min`
        : size < 86_400
          ? `${Math.floor(size / 3600)} h`
          : `${Math.floor(size / 86_400)} d`
  return seconds >= 0 ? `${text} ago` : `in ${text}`
}

/** A moment in the time zone of this computer: `2026-03-01 14:05:09`. */
export function showMoment(iso: string): string {
  const at = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** Seconds from one moment to another, or to `endMs` when it has not come. */
export function secondsBetween(startIso: string, endIso: string | null, endMs: number): number {
  return Math.max(0, ((endIso ? Date.parse(endIso) : endMs) - Date.parse(startIso)) / 1000)
}
