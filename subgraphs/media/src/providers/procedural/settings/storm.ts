import { fade, lighten, mix } from '../color.ts'
import { drawRain } from '../light.ts'
import { layerColor } from '../palette.ts'
import { drawGrass } from '../plants.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import { drawRidge } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Heavy clouds over open land, lightning, rain in the wind, a strip of light at the horizon. */
export const storm: Setting = scene => {
  const { ctx, width, height, horizon, palette, random } = scene
  const chance = random.fork('storm')
  const sky = ctx.createLinearGradient(0, 0, 0, horizon * 1.05)
  const heavy = mix(mix(palette.sky[0], '#54607e', 0.5), palette.near, 0.18)
  sky.addColorStop(0, heavy)
  sky.addColorStop(0.62, mix(palette.sky[1], heavy, 0.4))
  sky.addColorStop(1, mix(palette.sky[2], palette.light, 0.3))
  ctx.fillStyle = sky
  ctx.fillRect(0, 0, width, height)
  for (let row = 0; row < 5; row++)
    drawThunderhead(
      scene,
      horizon * (0.08 + row * 0.12),
      mix(heavy, palette.sky[1], 0.1 + row * 0.13),
      chance,
    )
  drawBolt(scene, width * chance.between(0.2, 0.8), horizon, chance)
  const layers = [0.1, 0.4, 0.75, 0.95]
  for (const [index, depth] of layers.entries()) {
    const line = drawRidge(
      scene,
      {
        depth,
        y: horizon + (height - horizon) * (0.04 + 0.17 * index),
        amplitude: 70 - index * 12,
        kind: 'hills',
        label: `land-${index}`,
      },
      mix(layerColor(palette, depth), heavy, 0.22),
    )
    if (index === layers.length - 1)
      drawGrass(scene, line, 56, mix(layerColor(palette, 0.9), heavy, 0.1), 190)
  }
  drawRain(scene, 0.5)
  return { ground: horizon + (height - horizon) * 0.62, solid: true, outdoors: true }
}

const drawThunderhead = (
  { ctx, width, look }: Scene,
  y: number,
  color: `#${string}`,
  chance: Random,
): void => {
  for (const [shift, tone, opacity] of [
    [0, lighten(color, -0.03), 0.8],
    [-22, lighten(color, 0.06), 0.62],
  ] as const) {
    ctx.fillStyle = fade(tone, opacity)
    ctx.beginPath()
    for (let x = -80; x < width + 90; x += 74) {
      const radius = chance.between(70, 145)
      const at = y + chance.between(-34, 40) + shift
      ctx.moveTo(x + radius, at)
      ctx.arc(x, at, radius, 0, 7)
    }
    ctx.fill()
    if (look.shading < 0.2) return
  }
}

const drawBolt = ({ ctx, palette, look }: Scene, x: number, foot: number, chance: Random): void => {
  const points: { x: number; y: number }[] = []
  let at = x
  const top = foot * 0.34
  for (let step = 0; step <= 12; step++) {
    points.push({ x: at, y: top + ((foot - top) * step) / 12 })
    at += chance.between(-58, 58)
  }
  const glow = ctx.createRadialGradient(x, foot * 0.5, 0, x, foot * 0.5, foot * 0.7)
  glow.addColorStop(0, fade(palette.light, 0.5 * Math.max(0.5, look.glow)))
  glow.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, x + foot, foot)
  ctx.lineJoin = 'miter'
  for (const [wide, color] of [
    [22, fade(palette.light, 0.35)],
    [8, '#ffffff'],
  ] as const) {
    ctx.strokeStyle = color
    ctx.lineWidth = wide
    ctx.beginPath()
    for (const point of points) ctx.lineTo(point.x, point.y)
    const fork = points[5]
    if (fork !== undefined) {
      ctx.moveTo(fork.x, fork.y)
      ctx.lineTo(fork.x + 74, fork.y + 110)
      ctx.lineTo(fork.x + 52, fork.y + 170)
      ctx.lineTo(fork.x + 120, fork.y + 290)
    }
    ctx.stroke()
  }
}
