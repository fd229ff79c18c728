import { fade, lighten, mix } from '../color.ts'
import { layerColor } from '../palette.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawRidge } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Open water under a wide sky, the light glittering across it, far islands. */
export const ocean: Setting = scene => {
  const { ctx, width, height, horizon, palette, random } = scene
  drawSky(scene)
  drawRidge(scene, {
    depth: 0.15,
    y: horizon + 24,
    amplitude: random.between(50, 130),
    kind: 'peaks',
    label: 'isle',
  })
  const water = ctx.createLinearGradient(0, horizon, 0, height)
  water.addColorStop(0, mix(palette.sky[2], palette.sky[1], 0.5))
  water.addColorStop(0.3, mix(palette.sky[1], palette.near, 0.25))
  water.addColorStop(1, mix(palette.near, palette.sky[0], 0.55))
  ctx.fillStyle = water
  ctx.fillRect(0, horizon, width, height - horizon)
  drawGlitter(scene)
  for (let row = 0; row < 6; row++) drawSwell(scene, row)
  return { ground: horizon + (height - horizon) * 0.46, solid: false, outdoors: true }
}

/** The path of the light on the water: flat strokes, wider and sparser towards the eye. */
const drawGlitter = ({ ctx, light, height, horizon, palette, random, look }: Scene): void => {
  const chance = random.fork('glitter')
  const span = height - horizon
  ctx.fillStyle = fade(palette.light, 0.5 + 0.25 * look.glow)
  for (let index = 0; index < 130; index++) {
    const near = chance.next() ** 1.6
    const y = horizon + 4 + span * 0.8 * near
    const spread = light.radius * (0.5 + 2.2 * near)
    const x = light.x + (chance.next() + chance.next() - 1) * spread
    const wide = (14 + 110 * near) * chance.between(0.4, 1)
    ctx.globalAlpha = (1 - near * 0.65) * chance.between(0.35, 1)
    ctx.beginPath()
    ctx.ellipse(x, y, wide, 1.6 + 5.5 * near, 0, 0, 7)
    ctx.fill()
  }
  ctx.globalAlpha = 1
}

const drawSwell = ({ ctx, width, height, horizon, palette, random, look }: Scene, row: number): void => {
  const chance = random.fork(`swell-${row}`)
  const near = (row + 1) / 6
  const y = horizon + (height - horizon) * (0.2 + 0.72 * near ** 1.4)
  const amplitude = 6 + 34 * near
  const length = width * (0.22 + 0.26 * near)
  const shift = chance.next() * length
  const color = mix(mix(palette.sky[1], palette.near, 0.2 + 0.5 * near), layerColor(palette, near), 0.3)
  ctx.beginPath()
  ctx.moveTo(-10, height)
  for (let x = -10; x <= width + 20; x += 18) {
    const phase = ((x + shift) / length) * 2 * Math.PI
    ctx.lineTo(x, y - Math.sin(phase) * amplitude - Math.sin(phase * 2 + 1) * amplitude * 0.28)
  }
  ctx.lineTo(width + 20, height)
  ctx.closePath()
  const body = ctx.createLinearGradient(0, y - amplitude, 0, y + 190)
  body.addColorStop(0, fade(lighten(color, 0.09), 0.92))
  body.addColorStop(1, fade(color, look.shading > 0.2 ? 0.25 : 1))
  ctx.fillStyle = body
  ctx.fill()
  ctx.strokeStyle = fade('#ffffff', 0.2 + 0.22 * near)
  ctx.lineWidth = 2 + 4 * near
  ctx.stroke()
}
