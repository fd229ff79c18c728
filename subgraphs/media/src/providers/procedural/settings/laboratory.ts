import { fade, lighten, mix } from '../color.ts'
import { layerColor } from '../palette.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** A laboratory: shelves of glassware against a glowing wall, a white bench in front. */
export const laboratory: Setting = scene => {
  const { ctx, width, height, palette, random } = scene
  const chance = random.fork('laboratory')
  const wall = ctx.createLinearGradient(0, 0, 0, height)
  wall.addColorStop(0, mix(palette.sky[0], palette.sky[1], 0.35))
  wall.addColorStop(0.5, mix(palette.sky[1], palette.sky[2], 0.4))
  wall.addColorStop(1, mix(palette.sky[1], palette.near, 0.3))
  ctx.fillStyle = wall
  ctx.fillRect(0, 0, width, height)
  ctx.fillStyle = fade(palette.light, 0.16)
  for (let tile = 0; tile < 9; tile++) ctx.fillRect(tile * 126 + 4, 0, 3, height)
  const bench = height * 0.7
  for (const [row, y] of [height * 0.2, height * 0.4, height * 0.6].entries()) {
    const lamp = ctx.createLinearGradient(0, y - 210, 0, y)
    lamp.addColorStop(0, fade(palette.light, 0.05))
    lamp.addColorStop(1, fade(palette.light, 0.42))
    ctx.fillStyle = lamp
    ctx.fillRect(0, y - 210, width, 210)
    for (let x = 40; x < width - 30; ) x += drawGlass(scene, x, y, chance) + chance.between(14, 46)
    ctx.fillStyle = mix('#ffffff', palette.far, 0.3)
    ctx.fillRect(0, y, width, 17)
    ctx.fillStyle = fade(palette.near, 0.28)
    ctx.fillRect(0, y + 17, width, 14 + row * 2)
  }
  const top = ctx.createLinearGradient(0, bench, 0, height)
  top.addColorStop(0, mix('#ffffff', palette.light, 0.4))
  top.addColorStop(0.2, mix('#eef3f7', palette.sky[2], 0.3))
  top.addColorStop(1, mix(layerColor(palette, 0.75), palette.sky[1], 0.3))
  ctx.fillStyle = top
  ctx.fillRect(0, bench, width, height - bench)
  return { ground: bench + 90, solid: true, outdoors: false }
}

/** One vessel on a shelf. Returns its width. */
const drawGlass = ({ ctx, palette }: Scene, x: number, y: number, chance: Random): number => {
  const kind = chance.pick(['tube', 'beaker', 'flask', 'bottle'] as const)
  const tall = chance.between(80, 168)
  const wide = kind === 'tube' ? 26 : kind === 'bottle' ? 56 : tall * 0.72
  const color = chance.pick([
    palette.accent,
    palette.accent2,
    mix(palette.accent, palette.accent2, 0.5),
    palette.sky[0],
  ])
  const fill = chance.between(0.3, 0.75)
  ctx.save()
  ctx.beginPath()
  if (kind === 'flask') {
    ctx.moveTo(x + wide * 0.38, y - tall)
    ctx.lineTo(x + wide * 0.62, y - tall)
    ctx.lineTo(x + wide * 0.62, y - tall * 0.62)
    ctx.lineTo(x + wide, y - 10)
    ctx.quadraticCurveTo(x + wide, y, x + wide * 0.9, y)
    ctx.lineTo(x + wide * 0.1, y)
    ctx.quadraticCurveTo(x, y, x, y - 10)
    ctx.lineTo(x + wide * 0.38, y - tall * 0.62)
    ctx.closePath()
  } else if (kind === 'bottle') {
    ctx.roundRect(x, y - tall * 0.76, wide, tall * 0.76, 14)
    ctx.rect(x + wide * 0.3, y - tall, wide * 0.4, tall * 0.3)
  } else ctx.roundRect(x, y - tall, wide, tall, kind === 'tube' ? [2, 2, 13, 13] : 8)
  ctx.fillStyle = fade('#ffffff', 0.4)
  ctx.fill()
  ctx.clip()
  const liquid = ctx.createLinearGradient(0, y - tall * fill, 0, y)
  liquid.addColorStop(0, fade(lighten(color, 0.09), 0.9))
  liquid.addColorStop(1, fade(color, 0.95))
  ctx.fillStyle = liquid
  ctx.fillRect(x, y - tall * fill, wide, tall * fill)
  ctx.fillStyle = fade('#ffffff', 0.4)
  ctx.fillRect(x + wide * 0.14, y - tall, wide * 0.12, tall)
  ctx.restore()
  return wide
}
