import { type Color, fade, lighten, mix } from '../color.ts'
import { layerColor, localColor } from '../palette.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** Walls of books under an arch, a pool of lamplight on the floor. */
export const library: Setting = scene => {
  const { ctx, width, height, palette, look } = scene
  const wood = localColor(palette, '#8a5a3c', 0.24)
  ctx.fillStyle = mix(wood, palette.near, 0.35)
  ctx.fillRect(0, 0, width, height)
  const rows = 8
  const floor = height * 0.76
  const shelf = floor / rows
  for (let row = 0; row < rows; row++) drawShelf(scene, row, row * shelf, shelf, wood)
  const parquet = ctx.createLinearGradient(0, floor, 0, height)
  parquet.addColorStop(0, lighten(wood, 0.1))
  parquet.addColorStop(1, mix(wood, layerColor(palette, 1), 0.4))
  ctx.fillStyle = parquet
  ctx.fillRect(0, floor, width, height - floor)
  const middle = { x: width / 2, y: height * 0.42 }
  const pool = ctx.createRadialGradient(middle.x, middle.y, 0, middle.x, middle.y, width * 0.9)
  pool.addColorStop(0, fade(palette.light, 0.72))
  pool.addColorStop(0.45, fade(mix(palette.light, palette.sky[2], 0.4), 0.4))
  pool.addColorStop(1, fade(palette.sky[2], 0.04))
  ctx.fillStyle = pool
  ctx.fillRect(0, 0, width, height)
  ctx.fillStyle = fade(palette.light, 0.3 * Math.max(0.4, look.glow))
  ctx.beginPath()
  ctx.ellipse(width / 2, floor + 120, width * 0.42, 74, 0, 0, 7)
  ctx.fill()
  return { ground: floor + 120, solid: true, outdoors: false }
}

const drawShelf = (
  { ctx, width, palette, random, look }: Scene,
  row: number,
  y: number,
  tall: number,
  wood: Color,
): void => {
  const chance = random.fork(`shelf-${row}`)
  const spines: readonly Color[] = [
    palette.accent,
    palette.accent2,
    palette.sky[0],
    palette.sky[1],
    mix(palette.accent, palette.near, 0.4),
    '#f0e3c8',
    mix(palette.far, palette.near, 0.5),
  ]
  for (let x = 8; x < width - 12; ) {
    const thick = chance.between(20, 48)
    const size = tall * chance.between(0.58, 0.86)
    const color = mix(chance.pick(spines), palette.near, 0.12)
    const lean = chance.chance(0.08) ? 0.1 : 0
    ctx.save()
    ctx.translate(x, y + tall - 18)
    ctx.rotate(lean)
    const spine = ctx.createLinearGradient(0, 0, thick, 0)
    spine.addColorStop(0, lighten(color, 0.05 * look.shading))
    spine.addColorStop(1, mix(color, palette.near, 0.35 * look.shading))
    ctx.fillStyle = spine
    ctx.fillRect(0, -size, thick, size)
    ctx.fillStyle = fade(palette.light, 0.5)
    ctx.fillRect(0, -size * 0.86, thick, 4)
    ctx.fillRect(0, -size * 0.2, thick, 4)
    ctx.restore()
    x += thick + (lean > 0 ? 26 : 2)
    if (chance.chance(0.05)) x += chance.between(30, 80)
  }
  ctx.fillStyle = lighten(wood, 0.05)
  ctx.fillRect(0, y + tall - 18, width, 18)
  ctx.fillStyle = fade(palette.near, 0.4)
  ctx.fillRect(0, y + tall, width, 12)
}
