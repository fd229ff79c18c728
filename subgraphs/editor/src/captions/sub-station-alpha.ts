import { layOut } from './caption-layout.ts'
import type { CaptionLine } from './caption-lines.ts'
import type { CaptionStyle } from './caption-style.ts'

const width = 1080
const height = 1920

/**
 * ASS sizes a font by the sum of its Windows ascent and descent (OS/2 table), not by its em: 1109 + 453 of 1000 units in
 * every weight of Montserrat.
 */
const assSizePerPixel = 1.562

/** ASS counts in hundredths of a second; rounding keeps a word within 5 ms of when it is said. */
function timestamp(seconds: number): string {
  const hundredths = Math.max(0, Math.round(seconds * 100))
  const part = (value: number): string => String(value).padStart(2, '0')
  return `${Math.floor(hundredths / 360_000)}:${part(Math.floor(hundredths / 6000) % 60)}:${part(Math.floor(hundredths / 100) % 60)}.${part(hundredths % 100)}`
}

/** ASS writes colours as blue, green, red. */
const color = (rgb: string): string => `&H00${rgb.slice(4, 6)}${rgb.slice(2, 4)}${rgb.slice(0, 2)}`

/** Braces would open a command and a backslash begin one: they are shown as the signs most like them. */
const escaped = (text: string): string => text.replaceAll('{', '(').replaceAll('}', ')').replaceAll('\\', '/')

function header(style: CaptionStyle): string {
  const fields = [
    'Caption',
    style.font.family,
    Math.round(style.fontSizePx * assSizePerPixel),
    color(style.color),
    color(style.spokenColor),
    color(style.outlineColor),
    '&H96000000',
    0,
    0,
    0,
    0,
    100,
    100,
    0,
    0,
    1,
    style.outlinePx,
    style.shadowPx,
    5,
    60,
    60,
    0,
    1,
  ]
  return `[Script Info]
ScriptType: v4.00+
PlayResX: ${width}
PlayResY: ${height}
WrapStyle: 2
ScaledBorderAndShadow: yes
YCbCr Matrix: TV.709

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: ${fields.join(',')}

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
`
}

function events(line: CaptionLine, style: CaptionStyle): string[] {
  const shown = line.words.map(word => escaped(style.uppercase ? word.text.toUpperCase() : word.text))
  const { rows, scale } = layOut(shown, style)
  const percent = Math.floor(scale * 100)
  return line.words.flatMap((word, spoken) => {
    const start = spoken === 0 ? line.startSeconds : word.startSeconds
    const end = line.words[spoken + 1]?.startSeconds ?? line.endSeconds
    if (timestamp(start) === timestamp(end)) return []
    const text = rows
      .map(row =>
        row
          .map(at =>
            at === spoken
              ? `{\\1c${color(style.spokenColor)}&}${shown[at]}{\\1c${color(style.color)}&}`
              : shown[at],
          )
          .join(' '),
      )
      .join('\\N')
    // A line pops in: from 88 % to its full size within 90 ms.
    const small = Math.floor(percent * 0.88)
    const grow =
      spoken === 0
        ? `\\fscx${small}\\fscy${small}\\t(0,90,\\fscx${percent}\\fscy${percent})`
        : `\\fscx${percent}\\fscy${percent}`
    return [
      `Dialogue: 0,${timestamp(start)},${timestamp(end)},Caption,,0,0,0,,{\\pos(${width / 2},${style.centerY})${grow}}${text}`,
    ]
  })
}

/**
 * Writes caption lines as Advanced SubStation Alpha for a canvas of 1080×1920, with the word being spoken in a colour of
 * its own. libass draws it; the font comes from `fontFolder(style.font)`.
 */
export function subStationAlpha(lines: readonly CaptionLine[], style: CaptionStyle): string {
  return `${header(style)}${lines.flatMap(line => events(line, style)).join('\n')}\n`
}
