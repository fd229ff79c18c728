import { type Canvas, createCanvas, ImageData } from '@napi-rs/canvas'
import { fade, mix } from './color.ts'
import { createRandom } from './random.ts'
import type { Scene } from './scene.ts'

const grainSide = 256
let grainTile: Canvas | undefined

/** A tile of grey noise, made once: film grain without a cost per picture. */
const grain = (): Canvas => {
  if (grainTile !== undefined) return grainTile
  const random = createRandom('grain')
  const data = new Uint8ClampedArray(grainSide * grainSide * 4)
  for (let index = 0; index < data.length; index += 4) {
    const value = 128 + (random.next() + random.next() - 1) * 110
    data.fill(value, index, index + 3)
    data[index + 3] = 255
  }
  grainTile = createCanvas(grainSide, grainSide)
  grainTile.getContext('2d').putImageData(new ImageData(data, grainSide, grainSide), 0, 0)
  return grainTile
}

/** The last pass over the whole picture: a wash of light, a breath of vignette, grain or halftone. */
export const finish = (scene: Scene): void => {
  const { ctx, width, height, palette, look, light } = scene
  ctx.save()
  if (look.glow > 0.3) {
    ctx.globalCompositeOperation = 'soft-light'
    const wash = ctx.createRadialGradient(light.x, light.y, 0, light.x, light.y, height * 0.85)
    wash.addColorStop(0, fade(palette.light, 0.42 * look.glow))
    wash.addColorStop(0.55, fade(mix(palette.light, palette.accent, 0.4), 0.1 * look.glow))
    wash.addColorStop(1, fade(palette.near, 0.1 * look.glow))
    ctx.fillStyle = wash
    ctx.fillRect(0, 0, width, height)
  }
  if (look.shading > 0.5) {
    ctx.globalCompositeOperation = 'source-over'
    const edge = ctx.createRadialGradient(
      width / 2,
      height * 0.46,
      height * 0.36,
      width / 2,
      height * 0.5,
      height * 0.72,
    )
    edge.addColorStop(0, fade(palette.near, 0))
    edge.addColorStop(1, fade(palette.near, 0.2))
    ctx.fillStyle = edge
    ctx.fillRect(0, 0, width, height)
  }
  if (look.grain > 0) {
    ctx.globalCompositeOperation = 'overlay'
    ctx.globalAlpha = 0.13 * look.grain
    const pattern = ctx.createPattern(grain(), 'repeat')
    if (pattern !== null) ctx.fillStyle = pattern
    ctx.fillRect(0, 0, width, height)
  }
  ctx.restore()
  if (look.outline > 0) drawHalftone(scene)
}

/** Rows of dots that grow towards the lower corner, as in printed comics. */
const drawHalftone = ({ ctx, width, height, palette }: Scene): void => {
  ctx.fillStyle = fade(palette.near, 0.13)
  ctx.beginPath()
  for (let row = 0; row < 22; row++) {
    for (let column = 0; column < 26; column++) {
      const x = column * 42 + (row % 2) * 21
      const y = height - row * 21
      const radius = 11 * Math.max(0, 1 - (row / 22 + (width - x) / width) * 0.85)
      if (radius < 1) continue
      ctx.moveTo(x + radius, y)
      ctx.arc(x, y, radius, 0, 7)
    }
  }
  ctx.fill()
}
