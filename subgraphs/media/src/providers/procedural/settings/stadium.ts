import { type Color, fade, lighten, mix } from '../color.ts'
import { localColor } from '../palette.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import type { Setting } from './setting.ts'

/** A full ground: stands, floodlights, a mown pitch with its lines. */
export const stadium: Setting = scene => {
  const { ctx, width, height, palette, horizon } = scene
  drawSky(scene, { disc: false })
  const touch = Math.max(height * 0.46, horizon * 0.86)
  drawStands(scene, touch)
  const turf = localColor(palette, '#4fa85c', 0.22)
  const vanish = { x: width / 2, y: touch - 300 }
  const stripes = 9
  for (let row = 0; row < stripes; row++) {
    const from = touch + (height - touch) * (row / stripes) ** 1.6
    const to = touch + (height - touch) * ((row + 1) / stripes) ** 1.6
    ctx.fillStyle = lighten(turf, row % 2 === 0 ? 0.03 : -0.025)
    ctx.fillRect(0, from, width, to - from + 1)
  }
  ctx.strokeStyle = fade('#ffffff', 0.85)
  const across = (y: number, wide: number): void => {
    ctx.lineWidth = wide
    ctx.beginPath()
    ctx.moveTo(0, y)
    ctx.lineTo(width, y)
    ctx.stroke()
  }
  across(touch + 18, 5)
  ctx.lineWidth = 8
  ctx.beginPath()
  ctx.ellipse(width / 2, touch + (height - touch) * 0.46, width * 0.4, (height - touch) * 0.2, 0, 0, 7)
  ctx.stroke()
  across(touch + (height - touch) * 0.46, 8)
  for (const side of [-1, 1]) {
    ctx.beginPath()
    ctx.moveTo(vanish.x + side * width * 0.52, touch + 18)
    ctx.lineTo(vanish.x + side * width * 1.1, height)
    ctx.stroke()
  }
  drawFloodlights(scene, touch)
  return { ground: touch + (height - touch) * 0.5, solid: true, outdoors: false }
}

const drawStands = ({ ctx, width, palette, random }: Scene, foot: number): void => {
  const chance = random.fork('stands')
  const tall = 330
  const bank = ctx.createLinearGradient(0, foot - tall, 0, foot)
  bank.addColorStop(0, mix(palette.near, palette.sky[0], 0.5))
  bank.addColorStop(1, mix(palette.near, palette.sky[1], 0.35))
  ctx.fillStyle = bank
  ctx.beginPath()
  ctx.moveTo(0, foot - tall - 70)
  ctx.quadraticCurveTo(width / 2, foot - tall + 70, width, foot - tall - 70)
  ctx.lineTo(width, foot)
  ctx.lineTo(0, foot)
  ctx.fill()
  const shirts: Color[] = [
    palette.accent,
    palette.accent2,
    palette.light,
    palette.far,
    mix(palette.accent, '#ffffff', 0.5),
  ]
  for (let row = 0; row < 15; row++) {
    const y = foot - 34 - row * 20
    for (let x = chance.next() * 16; x < width; x += 17) {
      const sag = 70 * (1 - Math.abs(x / width - 0.5) * 2) * (row / 15)
      if (chance.chance(0.12)) continue
      ctx.fillStyle = fade(chance.pick(shirts), 0.86)
      ctx.beginPath()
      ctx.arc(x, y + sag, 6.6, 0, 7)
      ctx.fill()
    }
  }
  ctx.fillStyle = mix(palette.accent, palette.near, 0.15)
  ctx.fillRect(0, foot - 26, width, 28)
  ctx.fillStyle = palette.accent2
  for (let x = 20; x < width; x += 216) ctx.fillRect(x, foot - 20, 150, 14)
}

const drawFloodlights = ({ ctx, width, palette, look }: Scene, foot: number): void => {
  for (const x of [width * 0.09, width * 0.91]) {
    const y = foot - 620
    ctx.fillStyle = mix(palette.near, palette.sky[0], 0.4)
    ctx.fillRect(x - 7, y, 14, 330)
    ctx.beginPath()
    ctx.roundRect(x - 86, y - 54, 172, 92, 12)
    ctx.fill()
    for (let lamp = 0; lamp < 8; lamp++) {
      ctx.fillStyle = palette.light
      ctx.beginPath()
      ctx.arc(x - 60 + (lamp % 4) * 40, y - 30 + Math.floor(lamp / 4) * 42, 15, 0, 7)
      ctx.fill()
    }
    const reach = 420
    const glow = ctx.createRadialGradient(x, y, 0, x, y, reach)
    glow.addColorStop(0, fade(palette.light, 0.55 * look.glow))
    glow.addColorStop(1, fade(palette.light, 0))
    ctx.fillStyle = glow
    ctx.fillRect(x - reach, y - reach, reach * 2, reach * 2)
  }
}
