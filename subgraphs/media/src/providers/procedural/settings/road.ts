import { fade, mix } from '../color.ts'
import { layerColor, localColor } from '../palette.ts'
import { drawBroadleaf, drawPine } from '../plants.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawFogBank, drawRidge } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** A road that runs to the horizon, with trees or lamps on both sides. */
export const road: Setting = scene => {
  const { ctx, width, height, horizon, palette, look, random } = scene
  drawSky(scene)
  for (const [layer, depth] of [0, 0.25, 0.45].entries()) {
    drawRidge(scene, {
      depth,
      y: horizon - 40 + layer * 26,
      amplitude: 120 - layer * 40,
      kind: layer === 2 ? 'hills' : 'peaks',
      label: `far-${layer}`,
    })
  }
  drawFogBank(scene, horizon + 10, 110, 0.5 * look.haze)
  const field = localColor(palette, '#8db36a', 0.5)
  const land = ctx.createLinearGradient(0, horizon, 0, height)
  land.addColorStop(0, mix(palette.far, field, 0.4))
  land.addColorStop(1, mix(layerColor(palette, 0.85), field, 0.35))
  ctx.fillStyle = land
  ctx.fillRect(0, horizon, width, height - horizon)
  const vanish = width * random.between(0.42, 0.58)
  const foot = width * 0.5
  const edge = (near: number, side: -1 | 1): number =>
    vanish + (foot - vanish) * near + side * (10 + 470 * near)
  const asphalt = ctx.createLinearGradient(0, horizon, 0, height)
  asphalt.addColorStop(0, mix(palette.far, '#70788c', 0.5))
  asphalt.addColorStop(1, mix(layerColor(palette, 0.8), '#565d76', 0.5))
  ctx.fillStyle = asphalt
  ctx.beginPath()
  ctx.moveTo(edge(0, -1), horizon)
  ctx.lineTo(edge(0, 1), horizon)
  ctx.lineTo(edge(1, 1), height)
  ctx.lineTo(edge(1, -1), height)
  ctx.fill()
  ctx.strokeStyle = fade(palette.light, 0.8)
  for (let dash = 0; dash < 10; dash++) {
    const from = (dash / 10) ** 2
    const to = ((dash + 0.55) / 10) ** 2
    ctx.lineWidth = 2 + 22 * from
    ctx.beginPath()
    ctx.moveTo(vanish + (foot - vanish) * from, horizon + (height - horizon) * from)
    ctx.lineTo(vanish + (foot - vanish) * to, horizon + (height - horizon) * to)
    ctx.stroke()
  }
  drawRoadside(scene, edge)
  return { ground: horizon + (height - horizon) * 0.56, solid: true, outdoors: true }
}

const drawRoadside = (scene: Scene, edge: (near: number, side: -1 | 1) => number): void => {
  const { height, horizon, palette, random } = scene
  const chance = random.fork('roadside')
  const kind = chance.pick(['pine', 'broadleaf', 'lamp'] as const)
  for (let step = 1; step <= 9; step++) {
    const near = (step / 10) ** 2
    const y = horizon + (height - horizon) * near
    const color = mix(
      layerColor(palette, 0.3 + 0.6 * near),
      localColor(palette, '#3f7d4a', 0.3),
      kind === 'lamp' ? 0 : 0.5,
    )
    for (const side of [-1, 1] as const) {
      const x = edge(near, side) + side * (14 + 110 * near)
      if (kind === 'lamp') drawLamp(scene, x, y, 70 + 560 * near, side, color)
      else if (kind === 'pine')
        drawPine(scene, { x, y }, (70 + 620 * near) * chance.between(0.8, 1.15), color)
      else drawBroadleaf(scene, { x, y }, (60 + 520 * near) * chance.between(0.8, 1.15), color, chance)
    }
  }
}

const drawLamp = (
  { ctx, palette, look }: Scene,
  x: number,
  y: number,
  tall: number,
  side: -1 | 1,
  color: string,
): void => {
  ctx.strokeStyle = color
  ctx.lineWidth = Math.max(2, tall * 0.025)
  ctx.beginPath()
  ctx.moveTo(x, y)
  ctx.lineTo(x, y - tall)
  ctx.quadraticCurveTo(x, y - tall * 1.08, x - side * tall * 0.2, y - tall * 1.07)
  ctx.stroke()
  const bulb = { x: x - side * tall * 0.22, y: y - tall * 1.05 }
  const reach = tall * 0.3
  const glow = ctx.createRadialGradient(bulb.x, bulb.y, 0, bulb.x, bulb.y, reach)
  glow.addColorStop(0, fade(palette.light, 0.95))
  glow.addColorStop(0.2, fade(palette.light, 0.4 * look.glow))
  glow.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = glow
  ctx.fillRect(bulb.x - reach, bulb.y - reach, 2 * reach, 2 * reach)
}
