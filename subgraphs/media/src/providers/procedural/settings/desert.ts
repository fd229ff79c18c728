import { mix } from '../color.ts'
import { layerColor, localColor } from '../palette.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawRidge, heightAt } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** Dunes with a lit and a shaded side, far mesas, a few cacti. */
export const desert: Setting = scene => {
  const { horizon, height, look, palette, width, random } = scene
  drawSky(scene)
  const span = height - horizon
  const sand = localColor(palette, '#f0b066', 0.3)
  drawMesas(scene, horizon + 12)
  const layers = look.layers
  for (let layer = 0; layer < layers; layer++) {
    const depth = layer / (layers - 1)
    const tint = mix(
      mix(palette.far, sand, 0.6),
      mix(sand, mix(palette.accent, layerColor(palette, 1), 0.5), 0.5),
      depth,
    )
    const line = drawRidge(
      scene,
      {
        depth,
        y: horizon + span * (0.06 + 0.54 * depth),
        amplitude: 50 + 90 * depth * random.between(0.6, 1.1),
        kind: 'dunes',
        label: `dune-${layer}`,
      },
      tint,
    )
    if (layer === 1 || layer === layers - 1) {
      const x = width * (layer === 1 ? random.between(0.6, 0.9) : random.between(0.06, 0.16))
      drawCactus(
        scene,
        x,
        heightAt(line, x) + 6,
        90 + 170 * depth,
        mix(layerColor(palette, 0.5 + depth / 2), '#3f7d5a', 0.4),
      )
    }
  }
  return { ground: horizon + span * 0.6, solid: true, outdoors: true }
}

const drawMesas = ({ ctx, width, palette, random }: Scene, foot: number): void => {
  const chance = random.fork('mesas')
  for (let index = 0; index < 4; index++) {
    const x = chance.between(-0.1, 0.95) * width
    const wide = chance.between(0.12, 0.3) * width
    const tall = chance.between(60, 190)
    ctx.fillStyle = mix(palette.far, palette.accent, 0.18 + 0.1 * index)
    ctx.beginPath()
    ctx.moveTo(x - wide * 0.14, foot)
    ctx.lineTo(x + wide * 0.04, foot - tall * 0.7)
    ctx.lineTo(x + wide * 0.08, foot - tall)
    ctx.lineTo(x + wide * 0.9, foot - tall)
    ctx.lineTo(x + wide * 0.95, foot - tall * 0.6)
    ctx.lineTo(x + wide * 1.14, foot)
    ctx.fill()
  }
}

const drawCactus = ({ ctx }: Scene, x: number, y: number, tall: number, color: string): void => {
  ctx.strokeStyle = color
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  ctx.lineWidth = tall * 0.17
  ctx.beginPath()
  ctx.moveTo(x, y)
  ctx.lineTo(x, y - tall)
  ctx.stroke()
  ctx.lineWidth = tall * 0.12
  ctx.beginPath()
  ctx.moveTo(x, y - tall * 0.36)
  ctx.lineTo(x - tall * 0.28, y - tall * 0.4)
  ctx.lineTo(x - tall * 0.28, y - tall * 0.72)
  ctx.moveTo(x, y - tall * 0.52)
  ctx.lineTo(x + tall * 0.27, y - tall * 0.56)
  ctx.lineTo(x + tall * 0.27, y - tall * 0.84)
  ctx.stroke()
}
