import { type Color, fade, lighten, mix } from './color.ts'
import { layerColor } from './palette.ts'
import type { Random } from './random.ts'
import type { Point, Scene } from './scene.ts'

export type RidgeKind = 'peaks' | 'hills' | 'dunes' | 'plain'

export interface Ridge {
  /** 0 farthest, 1 nearest. */
  readonly depth: number
  /** Mean height of the line from the top. */
  readonly y: number
  readonly amplitude: number
  readonly kind: RidgeKind
  readonly label: string
}

/** Smooth noise along a line: values in -1…1, `period` units between its knots (cosine interpolation). */
const lineNoise = (chance: Random, count: number): ((at: number) => number) => {
  const knots = Array.from({ length: 2 * count + 2 }, () => chance.between(-1, 1))
  return at => {
    const place = Math.max(0, at)
    const index = Math.floor(place)
    const ease = (1 - Math.cos((place - index) * Math.PI)) / 2
    return (knots[index] ?? 0) * (1 - ease) + (knots[index + 1] ?? 0) * ease
  }
}

const shapes: Record<RidgeKind, { knots: number; octaves: number; rough: number; sharp: boolean }> = {
  peaks: { knots: 5, octaves: 5, rough: 0.5, sharp: true },
  hills: { knots: 3, octaves: 2, rough: 0.3, sharp: false },
  dunes: { knots: 2, octaves: 2, rough: 0.25, sharp: true },
  plain: { knots: 3, octaves: 3, rough: 0.4, sharp: false },
}

/** The line of a ridge from the left edge to the right. */
export const ridgeLine = (scene: Scene, ridge: Ridge): Point[] => {
  const { width, random } = scene
  const { knots, octaves, rough, sharp } = shapes[ridge.kind]
  const chance = random.fork(`ridge-${ridge.label}`)
  const waves = Array.from({ length: octaves }, (_, octave) => lineNoise(chance, knots * 2 ** octave))
  const shift = chance.next() * 0.95
  const steps = 120
  return Array.from({ length: steps + 1 }, (_, step) => {
    const along = step / steps
    let height = 0
    let strength = 1
    let total = 0
    for (const [octave, wave] of waves.entries()) {
      const value = wave((along + shift) * knots * 2 ** octave)
      height += (sharp && octave < 3 ? 1 - 2 * Math.abs(value) : value) * strength
      total += strength
      strength *= rough
    }
    return { x: along * width * 1.02 - width * 0.01, y: ridge.y - (height / total) * ridge.amplitude }
  })
}

const tracePath = ({ ctx, height }: Scene, line: readonly Point[], closed = true): void => {
  const first = line[0]
  const last = line.at(-1)
  if (first === undefined || last === undefined) return
  ctx.beginPath()
  ctx.moveTo(first.x, first.y)
  for (const point of line) ctx.lineTo(point.x, point.y)
  if (!closed) return
  ctx.lineTo(last.x, height + 4)
  ctx.lineTo(first.x, height + 4)
  ctx.closePath()
}

/** Paints a ridge: lit along its crest, sunk in haze at its foot. Returns its line, for what stands on it. */
export const drawRidge = (scene: Scene, ridge: Ridge, tint?: Color): Point[] => {
  const { ctx, palette, look, light, height } = scene
  const line = ridgeLine(scene, ridge)
  const base = tint ?? layerColor(palette, ridge.depth)
  const haze = mix(base, mix(palette.far, palette.sky[2], 0.55), look.haze * (0.75 - 0.6 * ridge.depth))
  const top = ridge.y - ridge.amplitude
  const gradient = ctx.createLinearGradient(
    0,
    top,
    0,
    Math.min(height, ridge.y + Math.max(260, ridge.amplitude * 1.5)),
  )
  gradient.addColorStop(0, lighten(base, 0.035 * look.shading))
  gradient.addColorStop(1, look.haze > 0.4 && ridge.depth < 0.7 ? haze : lighten(base, -0.05))
  tracePath(scene, line)
  ctx.fillStyle = gradient
  ctx.fill()
  if (ridge.kind === 'peaks') drawFaces(scene, line, ridge)
  if (ridge.kind === 'dunes') drawSlopes(scene, line, ridge)
  if (look.glow > 0.5) {
    tracePath(scene, line, false)
    const rim = ctx.createRadialGradient(light.x, ridge.y, 0, light.x, ridge.y, scene.width * 0.75)
    rim.addColorStop(0, fade(palette.light, 0.65 * look.glow))
    rim.addColorStop(1, fade(palette.light, 0))
    ctx.strokeStyle = rim
    ctx.lineWidth = 2.5
    ctx.stroke()
  }
  return line
}

/** Splits each mountain into a lit and a shaded face along a jagged line from its summit, with snow on high ones. */
const drawFaces = (scene: Scene, line: readonly Point[], ridge: Ridge): void => {
  const { ctx, palette, light, look, random } = scene
  const chance = random.fork(`faces-${ridge.label}`)
  ctx.save()
  tracePath(scene, line)
  ctx.clip()
  const span = 9
  for (let index = span; index < line.length - span; index++) {
    const summit = line[index]
    if (summit === undefined) continue
    const around = line.slice(index - span, index + span + 1)
    if (around.some(point => point.y < summit.y)) continue
    const side = light.x < summit.x ? 1 : -1
    const fall = Math.max(70, ridge.y + ridge.amplitude * 0.9 - summit.y)
    ctx.beginPath()
    ctx.moveTo(summit.x, summit.y)
    let x = summit.x
    for (let step = 1; step <= 6; step++) {
      x += side * chance.between(-0.05, 0.13) * fall
      ctx.lineTo(x, summit.y + (step / 6) * fall)
    }
    ctx.lineTo(summit.x + side * fall * 1.7, summit.y + fall)
    ctx.lineTo(summit.x + side * fall * 0.6, summit.y + fall * 0.2)
    ctx.closePath()
    ctx.fillStyle = fade(mix(palette.near, palette.sky[0], 0.4), 0.16 + 0.14 * look.shading)
    ctx.fill()
    if (ridge.amplitude > 120 && ridge.depth < 0.6) drawSnow(scene, summit, fall, chance)
  }
  ctx.restore()
}

const drawSnow = ({ ctx, palette }: Scene, summit: Point, fall: number, chance: Random): void => {
  const reach = fall * 0.3
  ctx.beginPath()
  ctx.moveTo(summit.x - reach * 1.5, summit.y - 6)
  ctx.lineTo(summit.x + reach * 1.5, summit.y - 6)
  for (let step = 0; step <= 8; step++) {
    const along = 1 - (step / 8) * 2
    const depth =
      (1 - Math.abs(along)) * reach * 0.5 + (step % 2 === 0 ? 0.15 : 0.62) * reach * chance.between(0.8, 1.1)
    ctx.lineTo(summit.x + along * reach * 1.5, summit.y + depth)
  }
  ctx.closePath()
  ctx.fillStyle = fade(mix('#ffffff', palette.light, 0.4), 0.72)
  ctx.fill()
}

const drawSlopes = (scene: Scene, line: readonly Point[], ridge: Ridge): void => {
  const { ctx, palette, height, look } = scene
  ctx.save()
  tracePath(scene, line)
  ctx.clip()
  const shifted = line.map(point => ({
    x: point.x + ridge.amplitude * 0.5,
    y: point.y + ridge.amplitude * 0.42,
  }))
  tracePath(scene, shifted)
  const shade = ctx.createLinearGradient(0, ridge.y - ridge.amplitude, 0, Math.min(height, ridge.y + 400))
  shade.addColorStop(0, fade(palette.near, 0.42 * Math.max(0.5, look.shading)))
  shade.addColorStop(1, fade(palette.near, 0))
  ctx.fillStyle = shade
  ctx.fill()
  ctx.restore()
}

/** Height of a line at x. */
export const heightAt = (line: readonly Point[], x: number): number => {
  const first = line[0]
  const last = line.at(-1)
  if (first === undefined || last === undefined) return 0
  const place = ((x - first.x) / (last.x - first.x)) * (line.length - 1)
  const index = Math.max(0, Math.min(line.length - 2, Math.floor(place)))
  const from = line[index] ?? first
  const to = line[index + 1] ?? last
  return from.y + (to.y - from.y) * (place - index)
}

/** Bands of fog lying on the land. */
export const drawFogBank = (
  { ctx, width, palette }: Scene,
  y: number,
  thickness: number,
  strength: number,
): void => {
  const bank = ctx.createLinearGradient(0, y - thickness, 0, y + thickness)
  const tone = mix(palette.sky[2], palette.light, 0.35)
  bank.addColorStop(0, fade(tone, 0))
  bank.addColorStop(0.5, fade(tone, strength))
  bank.addColorStop(1, fade(tone, 0))
  ctx.fillStyle = bank
  ctx.fillRect(0, y - thickness, width, 2 * thickness)
}
