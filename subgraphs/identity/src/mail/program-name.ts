// The first that fits counts: most browsers also name those whose pages they want to be given.
const programs = [
  ['Edge', /\bEdg(e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Firefox', /\b(Firefox|FxiOS)\//],
  ['Chrome', /\b(Chrome|CriOS|Chromium|HeadlessChrome)\//],
  ['Safari', /\bSafari\//],
  ['the command line', /\borion(-cli)?\//i],
  ['curl', /\bcurl\//],
] as const
const systems = [
  ['an iPhone', /\biPhone\b/],
  ['an iPad', /\biPad\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMac OS X\b/],
  ['Linux', /\bLinux\b/],
] as const

/**
 * A program by what it calls itself, such as `Firefox on Linux`; null when it is not known. Nothing of the text itself is
 * told: whoever holds a stolen token could write into their victim's mail.
 */
export function programName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const find = (names: readonly (readonly [string, RegExp])[]) =>
    names.find(([, pattern]) => pattern.test(userAgent))?.[0]
  return [find(programs), find(systems)].filter(name => name !== undefined).join(' on ') || null
}
