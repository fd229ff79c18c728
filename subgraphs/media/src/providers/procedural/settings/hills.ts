import { fade, lighten, mix } from '../color.ts'
import { layerColor, localColor } from '../palette.ts'
import { drawGrass, sowTrees } from '../plants.ts'
import type { Point, Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawRidge, heightAt } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Rolling farmland: striped fields, hedges, round trees, a cottage or two. */
export const hills: Setting = scene => {
  const { horizon, height, look, palette, random } = scene
  drawSky(scene)
  const span = height - horizon
  const green = localColor(palette, '#6fae5a', 0.45)
  const layers = look.layers + 1
  for (let layer = 0; layer < layers; layer++) {
    const depth = layer / (layers - 1)
    const tint = mix(
      mix(layerColor(palette, depth * 0.8), green, 0.55),
      palette.accent2,
      layer % 2 === 0 ? 0.16 : 0,
    )
    const line = drawRidge(
      scene,
      {
        depth,
        y: horizon + span * (0.02 + 0.52 * depth ** 1.15),
        amplitude: 40 + 70 * (1 - depth) * random.between(0.7, 1.2),
        kind: 'hills',
        label: `hill-${layer}`,
      },
      tint,
    )
    if (layer > 0 && look.layers > 3) drawFurrows(scene, line, tint, layer)
    if (layer === 1 || layer === 3) drawCottage(scene, line, 70 + 40 * depth, layer)
    sowTrees(scene, line, {
      kind: 'broadleaf',
      count: look.layers > 3 ? 13 : 5,
      size: 50 + 190 * depth,
      color: mix(layerColor(palette, Math.min(1, depth + 0.15)), localColor(palette, '#3f7d4a', 0.3), 0.6),
      label: `hill-${layer}`,
      keepClear: depth > 0.6 ? [scene.width * 0.2, scene.width * 0.8] : undefined,
    })
    if (layer === layers - 1) drawGrass(scene, line, 40, lighten(tint, 0.06))
  }
  return { ground: horizon + span * 0.66, solid: true, outdoors: true }
}

/** Rows of a ploughed field that run down the slope and spread towards the eye. */
const drawFurrows = (
  { ctx, width, height, random }: Scene,
  line: readonly Point[],
  tint: `#${string}`,
  layer: number,
): void => {
  const chance = random.fork(`furrows-${layer}`)
  const from = chance.between(-0.1, 0.6) * width
  const to = from + chance.between(0.3, 0.5) * width
  ctx.save()
  ctx.beginPath()
  const first = line[0]
  if (first !== undefined) ctx.moveTo(first.x, first.y)
  for (const point of line) ctx.lineTo(point.x, point.y)
  ctx.lineTo(width, height)
  ctx.lineTo(0, height)
  ctx.clip()
  ctx.strokeStyle = fade(lighten(tint, -0.05), 0.5)
  ctx.lineWidth = 5
  const lean = chance.between(-0.9, 0.9)
  for (let row = 0; row < 15; row++) {
    const x = from + ((to - from) * row) / 15
    const y = heightAt(line, x)
    ctx.beginPath()
    ctx.moveTo(x, y)
    ctx.quadraticCurveTo(x + lean * 70, y + 90, x + lean * 240 + (row - 7) * 14, y + 320)
    ctx.stroke()
  }
  ctx.restore()
}

const drawCottage = (
  { ctx, width, palette, random }: Scene,
  line: readonly Point[],
  size: number,
  layer: number,
): void => {
  const chance = random.fork(`cottage-${layer}`)
  const x = chance.between(0.1, 0.85) * width
  const y = heightAt(line, x) + 6
  ctx.fillStyle = mix('#fff4e0', palette.far, 0.2)
  ctx.fillRect(x, y - size * 0.5, size, size * 0.55)
  ctx.fillStyle = mix(palette.accent, palette.far, 0.15)
  ctx.beginPath()
  ctx.moveTo(x - size * 0.12, y - size * 0.46)
  ctx.lineTo(x + size * 0.5, y - size * 0.95)
  ctx.lineTo(x + size * 1.12, y - size * 0.46)
  ctx.fill()
  ctx.fillStyle = fade(palette.near, 0.6)
  ctx.fillRect(x + size * 0.2, y - size * 0.34, size * 0.2, size * 0.2)
  ctx.fillRect(x + size * 0.58, y - size * 0.34, size * 0.2, size * 0.38)
}
