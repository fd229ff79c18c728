/** Colours are `#rrggbb`; arithmetic happens in OKLab, where equal steps look equal (Björn Ottosson, 2020). */
export type Color = `#${string}`

type Lab = readonly [lightness: number, a: number, b: number]

const toLinear = (channel: number): number =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
const toGamma = (channel: number): number =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055
const clamp = (value: number): number => Math.min(1, Math.max(0, value))

const channelsOf = (color: Color): [number, number, number] => {
  const value = Number.parseInt(color.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

const toLab = (color: Color): Lab => {
  const bytes = channelsOf(color)
  const red = toLinear(bytes[0] / 255)
  const green = toLinear(bytes[1] / 255)
  const blue = toLinear(bytes[2] / 255)
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

const fromLab = ([lightness, a, b]: Lab): Color => {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const hex = channels.map(channel => {
    const byte = Math.round(255 * clamp(toGamma(clamp(channel))))
    return byte.toString(16).padStart(2, '0')
  })
  return `#${hex.join('')}`
}

/** The colour `share` of the way from one to the other (0 = from, 1 = to). */
export const mix = (from: Color, to: Color, share: number): Color => {
  const [l1, a1, b1] = toLab(from)
  const [l2, a2, b2] = toLab(to)
  return fromLab([l1 + (l2 - l1) * share, a1 + (a2 - a1) * share, b1 + (b2 - b1) * share])
}

/** Moves the lightness by `step` (-1 to 1), hue and chroma kept. */
export const lighten = (color: Color, step: number): Color => {
  const [l, a, b] = toLab(color)
  return fromLab([clamp(l + step), a, b])
}

/** Multiplies the chroma: 0 is grey, 1 unchanged. */
export const saturate = (color: Color, factor: number): Color => {
  const [l, a, b] = toLab(color)
  return fromLab([l, a * factor, b * factor])
}

/** Turns the hue by degrees. */
export const turn = (color: Color, degrees: number): Color => {
  const [l, a, b] = toLab(color)
  const angle = (degrees * Math.PI) / 180
  return fromLab([l, a * Math.cos(angle) - b * Math.sin(angle), a * Math.sin(angle) + b * Math.cos(angle)])
}

/** The colour with an opacity, as the canvas takes it. */
export const fade = (color: Color, opacity: number): string => {
  const [red, green, blue] = channelsOf(color)
  return `rgba(${red},${green},${blue},${clamp(opacity).toFixed(3)})`
}
