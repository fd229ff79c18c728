import { fade, lighten, mix } from '../color.ts'
import { layerColor } from '../palette.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawFogBank } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Works by the water: saw-tooth halls, tanks, chimneys and their plumes. */
export const industry: Setting = scene => {
  const { ctx, width, height, horizon, palette, look } = scene
  drawSky(scene)
  const span = height - horizon
  for (let row = 0; row < 3; row++) {
    const depth = row / 2
    drawWorks(scene, depth, horizon + span * (0.04 + 0.28 * depth))
    drawFogBank(scene, horizon + span * (0.05 + 0.28 * depth), 110, 0.45 * look.haze * (1 - depth))
  }
  const yard = horizon + span * 0.32
  const ground = ctx.createLinearGradient(0, yard, 0, height)
  ground.addColorStop(0, mix(layerColor(palette, 0.6), palette.sky[2], 0.3))
  ground.addColorStop(1, layerColor(palette, 0.95))
  ctx.fillStyle = ground
  ctx.fillRect(0, yard, width, height - yard)
  ctx.strokeStyle = fade(palette.light, 0.25)
  ctx.lineWidth = 7
  for (const rail of [-0.5, -0.34, 0.34, 0.5]) {
    ctx.beginPath()
    ctx.moveTo(width * (0.5 + rail * 0.25), yard)
    ctx.lineTo(width * (0.5 + rail * 1.9), height)
    ctx.stroke()
  }
  return { ground: horizon + span * 0.6, solid: true, outdoors: true }
}

const drawWorks = (scene: Scene, depth: number, foot: number): void => {
  const { ctx, width, palette, random, look } = scene
  const chance = random.fork(`works-${depth}`)
  const color = mix(layerColor(palette, 0.15 + 0.7 * depth), palette.accent, 0.06)
  for (let x = -40; x < width; ) {
    const wide = chance.between(130, 230) * (0.8 + 0.5 * depth)
    const tall = chance.between(80, 170) * (0.8 + 0.7 * depth)
    const kind = chance.pick(['hall', 'tank', 'stack', 'hall'] as const)
    ctx.fillStyle = lighten(color, chance.between(-0.02, 0.035))
    if (kind === 'stack') {
      drawChimney(scene, x + wide * 0.3, foot, tall * 2.7, depth, chance)
      drawChimney(scene, x + wide * 0.62, foot, tall * 2.2, depth, chance)
      ctx.fillStyle = color
      ctx.fillRect(x, foot - tall * 0.6, wide, tall * 0.6 + 60)
    } else if (kind === 'tank') {
      ctx.beginPath()
      ctx.roundRect(x, foot - tall, wide * 0.8, tall + 60, [wide * 0.2, wide * 0.2, 0, 0])
      ctx.fill()
      ctx.fillStyle = fade(palette.light, 0.2)
      ctx.fillRect(x + wide * 0.08, foot - tall * 0.9, wide * 0.12, tall * 0.9)
    } else {
      ctx.beginPath()
      ctx.moveTo(x, foot + 60)
      ctx.lineTo(x, foot - tall * 0.7)
      for (let tooth = 0; tooth < 3; tooth++) {
        ctx.lineTo(x + (wide * (tooth + 0.02)) / 3, foot - tall)
        ctx.lineTo(x + (wide * (tooth + 1)) / 3, foot - tall * 0.7)
      }
      ctx.lineTo(x + wide, foot + 60)
      ctx.fill()
      if (look.layers > 3) {
        for (let pane = 0; pane < 8; pane++) {
          ctx.fillStyle = chance.chance(0.6)
            ? fade(mix('#ffe3a1', palette.light, 0.4), 0.85)
            : fade(palette.sky[1], 0.4)
          ctx.fillRect(x + (wide * (pane + 0.3)) / 8, foot - tall * 0.5, wide * 0.07, tall * 0.22)
        }
      }
    }
    x += wide + chance.between(-10, 30)
  }
}

const drawChimney = (
  { ctx, palette, look }: Scene,
  x: number,
  foot: number,
  tall: number,
  depth: number,
  chance: Random,
): void => {
  const wide = 26 + 22 * depth
  for (let puff = 0; puff < 13; puff++) {
    const rise = puff / 13
    const radius = wide * (0.6 + 2.1 * rise) * chance.between(0.8, 1.2)
    ctx.fillStyle = fade(mix(palette.light, palette.far, 0.35 + 0.3 * chance.next()), 0.55 * (1 - rise * 0.7))
    ctx.beginPath()
    ctx.arc(
      x + rise ** 1.4 * tall * 0.75 + chance.between(-12, 12),
      foot - tall - rise * tall * 0.8,
      radius,
      0,
      7,
    )
    ctx.fill()
  }
  const stack = ctx.createLinearGradient(x - wide / 2, 0, x + wide / 2, 0)
  const color = mix(layerColor(palette, 0.25 + 0.6 * depth), palette.accent, 0.2)
  stack.addColorStop(0, lighten(color, 0.06))
  stack.addColorStop(1, lighten(color, -0.05 * look.shading))
  ctx.fillStyle = stack
  ctx.beginPath()
  ctx.moveTo(x - wide * 0.36, foot - tall)
  ctx.lineTo(x + wide * 0.36, foot - tall)
  ctx.lineTo(x + wide * 0.55, foot + 20)
  ctx.lineTo(x - wide * 0.55, foot + 20)
  ctx.fill()
  ctx.fillStyle = mix(palette.accent, palette.far, 0.3 * (1 - depth))
  ctx.fillRect(x - wide * 0.38, foot - tall + 14, wide * 0.76, 15)
  ctx.fillRect(x - wide * 0.39, foot - tall + 44, wide * 0.78, 15)
}
