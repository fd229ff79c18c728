import { fade, lighten, mix } from '../color.ts'
import { drawBeams } from '../light.ts'
import { layerColor, localColor } from '../palette.ts'
import type { Scene } from '../scene.ts'
import { drawRidge, heightAt } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Below the surface: shafts of light, rocks, corals, weeds, a shoal of fish, bubbles. */
export const underwater: Setting = scene => {
  const { ctx, width, height, palette, random, look } = scene
  const sea = localColor(palette, '#1c8fb8', 0.4)
  const water = ctx.createLinearGradient(0, 0, 0, height)
  water.addColorStop(0, mix(lighten(sea, 0.24), palette.light, 0.25))
  water.addColorStop(0.45, lighten(sea, 0.06))
  water.addColorStop(1, mix(sea, palette.near, 0.6))
  ctx.fillStyle = water
  ctx.fillRect(0, 0, width, height)
  drawBeams(scene, 0.55)
  const floor = height * 0.78
  for (const [layer, depth] of [0.15, 0.45, 0.8].entries()) {
    const tint = mix(lighten(sea, 0.02 - 0.05 * layer), palette.near, 0.18 + 0.5 * depth)
    const line = drawRidge(
      scene,
      {
        depth,
        y: floor - 150 + layer * 120,
        amplitude: 150 - layer * 45,
        kind: layer === 0 ? 'peaks' : 'plain',
        label: `reef-${layer}`,
      },
      tint,
    )
    if (layer === 0) drawShoal(scene, random.fork('shoal').between(0.2, 0.4) * height)
    if (layer > 0) drawCorals(scene, line, 80 + 110 * depth, layer)
  }
  drawBubbles(scene)
  return { ground: floor + (look.layers > 3 ? 40 : 0), solid: false, outdoors: false }
}

const drawShoal = ({ ctx, width, palette, random }: Scene, y: number): void => {
  const chance = random.fork('fish')
  ctx.fillStyle = fade(mix(palette.near, palette.sky[1], 0.35), 0.55)
  for (let index = 0; index < 34; index++) {
    const x = width * 0.5 + (chance.next() + chance.next() - 1) * width * 0.55
    const at = y + (chance.next() + chance.next() - 1) * 190
    const size = chance.between(10, 24)
    ctx.beginPath()
    ctx.ellipse(x, at, size, size * 0.4, 0, 0, 7)
    ctx.moveTo(x + size * 0.8, at)
    ctx.lineTo(x + size * 1.6, at - size * 0.45)
    ctx.lineTo(x + size * 1.6, at + size * 0.45)
    ctx.fill()
  }
}

const drawCorals = (
  { ctx, width, palette, random }: Scene,
  line: ReturnType<typeof drawRidge>,
  size: number,
  layer: number,
): void => {
  const chance = random.fork(`corals-${layer}`)
  for (let index = 0; index < 13; index++) {
    const x = chance.next() * width
    const y = heightAt(line, x) + 12
    const tall = size * chance.between(0.6, 1.7)
    const color = mix(
      chance.pick([
        palette.accent,
        palette.accent2,
        localColor(palette, '#ff8fa0'),
        localColor(palette, '#5cc98a'),
      ]),
      layerColor(palette, 1),
      0.22,
    )
    ctx.strokeStyle = color
    ctx.fillStyle = color
    ctx.lineCap = 'round'
    if (chance.chance(0.45)) {
      for (let stem = -2; stem <= 2; stem++) {
        ctx.lineWidth = tall * 0.07
        ctx.beginPath()
        ctx.moveTo(x, y)
        ctx.bezierCurveTo(
          x + stem * tall * 0.12,
          y - tall * 0.4,
          x + stem * tall * 0.3 + tall * 0.12,
          y - tall * 0.5,
          x + stem * tall * 0.24,
          y - tall * chance.between(0.8, 1.1),
        )
        ctx.stroke()
      }
    } else {
      ctx.lineWidth = tall * 0.12
      for (const [dx, rise] of [
        [0, 1],
        [-0.3, 0.7],
        [0.32, 0.78],
        [-0.52, 0.45],
        [0.54, 0.5],
      ] as const) {
        ctx.beginPath()
        ctx.moveTo(x, y)
        ctx.quadraticCurveTo(x + dx * tall, y - tall * 0.2, x + dx * tall * 0.9, y - rise * tall * 0.9)
        ctx.stroke()
        ctx.beginPath()
        ctx.arc(x + dx * tall * 0.9, y - rise * tall * 0.9, tall * 0.085, 0, 7)
        ctx.fill()
      }
    }
  }
}

const drawBubbles = ({ ctx, width, height, random }: Scene): void => {
  const chance = random.fork('bubbles')
  for (let index = 0; index < 46; index++) {
    const radius = 3 + 20 * chance.next() ** 3
    const x = chance.next() * width
    const y = chance.next() * height
    ctx.fillStyle = fade('#ffffff', 0.14)
    ctx.strokeStyle = fade('#ffffff', 0.45)
    ctx.lineWidth = 2
    ctx.beginPath()
    ctx.arc(x, y, radius, 0, 7)
    ctx.fill()
    ctx.stroke()
  }
}
