import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../src/styles/tokens.css', import.meta.url), 'utf8')
const pairs = [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)]
const tokens = new Map(pairs.map(([, name, light, dark]) => [name, { light: light ?? '', dark: dark ?? '' }]))

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

describe.each(['light', 'dark'] as const)('the %s theme', theme => {
  const colour = (name: string) => {
    const token = tokens.get(name)
    if (!token) throw new Error(`tokens.css has no --${name}.`)
    return token[theme]
  }
  const ratio = (one: string, other: string) => contrast(colour(one), colour(other))
  const grounds = ['canvas', 'surface', 'raised', 'sunken']

  test('has text that everybody can read', () => {
    for (const ground of grounds) {
      for (const text of ['ink', 'muted', 'subtle', 'accent-ink', 'ok', 'warn', 'bad', 'info']) {
        expect(ratio(text, ground), `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5)
      }
    }
    for (const tint of ['accent', 'ok', 'warn', 'bad', 'info']) {
      const text = tint === 'accent' ? 'accent-ink' : tint
      expect(ratio(text, `${tint}-soft`), `${text} on ${tint}-soft`).toBeGreaterThanOrEqual(4.5)
      expect(ratio('muted', `${tint}-soft`), `muted on ${tint}-soft`).toBeGreaterThanOrEqual(4.5)
    }
    for (const fill of ['accent', 'accent-hover', 'bad-solid']) {
      expect(contrast('#ffffff', colour(fill)), `white on ${fill}`).toBeGreaterThanOrEqual(4.5)
    }
  })

  test('has controls that everybody can see', () => {
    for (const ground of grounds) expect(ratio('edge', ground), `edge on ${ground}`).toBeGreaterThanOrEqual(3)
    for (const fill of ['accent', 'ok', 'warn', 'bad']) {
      expect(ratio(fill, 'surface'), `${fill} on surface`).toBeGreaterThanOrEqual(3)
    }
  })
})
