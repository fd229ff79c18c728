import { type Color, fade, lighten, mix } from '../color.ts'
import { layerColor } from '../palette.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawFogBank } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Skylines one behind the other, windows alight, a square in front. */
export const city: Setting = scene => {
  const { ctx, width, height, horizon, palette, look } = scene
  drawSky(scene)
  const span = height - horizon
  const rows = look.layers > 3 ? 4 : 3
  for (let row = 0; row < rows; row++) {
    const depth = row / (rows - 1)
    drawSkyline(scene, depth, horizon + span * (0.05 + 0.3 * depth))
    if (row < rows - 1)
      drawFogBank(scene, horizon + span * (0.05 + 0.3 * depth), 120, 0.5 * look.haze * (1 - depth * 0.6))
  }
  const square = horizon + span * 0.34
  const paving = ctx.createLinearGradient(0, square, 0, height)
  paving.addColorStop(0, mix(layerColor(palette, 0.55), palette.sky[2], 0.3))
  paving.addColorStop(1, layerColor(palette, 0.95))
  ctx.fillStyle = paving
  ctx.fillRect(0, square, width, height - square)
  drawPaving(scene, square)
  return { ground: horizon + span * 0.62, solid: true, outdoors: true }
}

/** One row of houses along a foot line; nearer rows are taller, darker and show their windows. */
export const drawSkyline = (scene: Scene, depth: number, foot: number): void => {
  const { ctx, width, palette, random, look, light } = scene
  const chance = random.fork(`skyline-${depth.toFixed(2)}`)
  const base = layerColor(palette, 0.08 + 0.8 * depth)
  for (let x = -40; x < width + 20; ) {
    const wide = (70 + 110 * depth) * chance.between(0.65, 1.5)
    const middle = 1 - Math.abs((x + wide / 2) / width - 0.5) * 1.2
    const tall =
      (190 + 200 * depth) * chance.between(0.45, 1.5) * (depth > 0.7 ? 1.45 - middle : 0.75 + 0.6 * middle) +
      90
    const color = lighten(
      mix(base, chance.pick([palette.sky[0], palette.accent, palette.far]), 0.12),
      chance.between(-0.03, 0.03),
    )
    drawTower(scene, { x, foot, wide, tall, color, depth, chance, litFromLeft: light.x < x })
    x += wide + chance.between(-6, 10 + 16 * (1 - depth)) * (look.layers > 3 ? 1 : 2)
  }
  ctx.globalAlpha = 1
}

interface Tower {
  readonly x: number
  readonly foot: number
  readonly wide: number
  readonly tall: number
  readonly color: Color
  readonly depth: number
  readonly chance: Random
  readonly litFromLeft: boolean
}

const drawTower = ({ ctx, palette, look, brief }: Scene, tower: Tower): void => {
  const { x, foot, wide, tall, color, depth, chance, litFromLeft } = tower
  const top = foot - tall
  const wall = ctx.createLinearGradient(0, top, 0, foot)
  wall.addColorStop(0, lighten(color, 0.03))
  wall.addColorStop(1, mix(color, palette.sky[2], 0.4 * look.haze * (1 - depth * 0.7)))
  ctx.fillStyle = wall
  const roof = chance.pick(['flat', 'flat', 'step', 'slant', 'spire', 'dome'] as const)
  ctx.beginPath()
  ctx.rect(x, top, wide, tall + 40)
  if (roof === 'step') ctx.rect(x + wide * 0.2, top - wide * 0.24, wide * 0.6, wide * 0.3)
  if (roof === 'spire') {
    ctx.rect(x + wide * 0.3, top - wide * 0.2, wide * 0.4, wide * 0.24)
    ctx.rect(x + wide * 0.48, top - wide * 0.75, wide * 0.04, wide * 0.6)
  }
  ctx.fill()
  if (roof === 'slant') {
    ctx.beginPath()
    ctx.moveTo(x, top + 1)
    ctx.lineTo(x + wide, top + 1)
    ctx.lineTo(x + wide, top - wide * 0.36)
    ctx.fill()
  }
  if (roof === 'dome') {
    ctx.beginPath()
    ctx.ellipse(x + wide / 2, top + 1, wide * 0.32, wide * 0.28, 0, Math.PI, 2 * Math.PI)
    ctx.fill()
  }
  ctx.fillStyle = fade(lighten(color, -0.09), 0.55)
  ctx.fillRect(litFromLeft ? x + wide * 0.68 : x, top, wide * 0.32, tall + 40)
  if (depth < 0.3 || look.texture + look.outline === 0) return
  const night = brief.time === 'night' || brief.time === 'sunset'
  const columns = Math.max(3, Math.round(wide / (17 + 13 * depth)))
  const cell = wide / (columns + 0.6)
  const pane = chance.between(0.42, 0.62)
  const lit = fade(mix('#ffe9a8', palette.light, 0.4), 0.92)
  const dark = fade(mix(color, palette.sky[1], 0.4), 0.5)
  for (let row = 0; row * cell * 1.35 < tall - cell; row++) {
    for (let column = 0; column < columns; column++) {
      ctx.fillStyle = chance.chance(night ? 0.42 : 0.14) ? lit : dark
      ctx.fillRect(
        x + cell * (column + 0.45),
        top + cell * (0.6 + row * 1.35),
        cell * pane,
        cell * pane * 1.45,
      )
    }
  }
}

/** Joints of a pavement that run to the vanishing point. */
const drawPaving = ({ ctx, width, height, palette }: Scene, from: number): void => {
  ctx.strokeStyle = fade(palette.light, 0.13)
  ctx.lineWidth = 3
  ctx.beginPath()
  for (let index = -9; index <= 9; index++) {
    ctx.moveTo(width / 2 + index * 60, from)
    ctx.lineTo(width / 2 + index * 330, height)
  }
  for (let row = 1; row < 8; row++) {
    const y = from + (height - from) * (row / 8) ** 2
    ctx.moveTo(0, y)
    ctx.lineTo(width, y)
  }
  ctx.stroke()
}
