const eighths = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉', '█']

/** A bar of so many columns, filled to `progress` (0 to 1). */
export function renderBar(progress: number, columns: number, hasUnicode: boolean): string {
  const filled = Math.min(1, Math.max(0, progress)) * columns
  if (!hasUnicode) return '#'.repeat(Math.round(filled)).padEnd(columns, '-')
  const whole = Math.floor(filled)
  const part = whole < columns ? (eighths[Math.floor((filled - whole) * 8)] ?? ' ') : ''
  return ('█'.repeat(whole) + part.trim()).padEnd(columns, '░')
}
