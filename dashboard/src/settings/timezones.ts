/** The time zones to choose from: UTC, those of the platform, and `current`, which another platform may have named. */
export function timezoneChoices(current: string): string[] {
  return [...new Set(['UTC', current, ...Intl.supportedValuesOf('timeZone')])].sort((one, other) =>
    one === 'UTC' ? -1 : other === 'UTC' ? 1 : one.localeCompare(other, 'en'),
  )
}

/** The time zone this browser is set to. */
export function browserTimezone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone
}
