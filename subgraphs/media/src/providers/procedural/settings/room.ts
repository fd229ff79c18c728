import { fade, lighten, mix } from '../color.ts'
import { layerColor, localColor } from '../palette.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** A room with a wide window, a lamp, a plant, and a table in front to put things on. */
export const room: Setting = scene => {
  const { ctx, width, height, palette, random } = scene
  const chance = random.fork('room')
  const wallTone = mix(mix(palette.sky[1], palette.light, 0.35), palette.accent, 0.08)
  const wall = ctx.createLinearGradient(0, 0, width, height)
  wall.addColorStop(0, lighten(wallTone, 0.03))
  wall.addColorStop(1, mix(wallTone, palette.near, 0.32))
  ctx.fillStyle = wall
  ctx.fillRect(0, 0, width, height)
  const left = chance.chance(0.5)
  const windowX = left ? width * 0.08 : width * 0.36
  drawWindow(scene, windowX, height * 0.09, width * 0.56, height * 0.4)
  drawLamp(scene, left ? width * 0.82 : width * 0.18)
  const table = height * 0.68
  drawPlant(scene, left ? width * 0.9 : width * 0.1, table + 26)
  const top = ctx.createLinearGradient(0, table, 0, height)
  const wood = localColor(palette, '#b5794a', 0.26)
  top.addColorStop(0, lighten(wood, 0.1))
  top.addColorStop(0.25, wood)
  top.addColorStop(1, mix(wood, layerColor(palette, 1), 0.5))
  ctx.fillStyle = top
  ctx.fillRect(0, table, width, height - table)
  ctx.strokeStyle = fade(mix(wood, palette.near, 0.5), 0.35)
  ctx.lineWidth = 4
  for (let grain = 0; grain < 8; grain++) {
    const y = table + 30 + grain * 74 * (1 + grain * 0.06)
    ctx.beginPath()
    ctx.moveTo(0, y)
    ctx.bezierCurveTo(
      width * 0.3,
      y + chance.between(-16, 16),
      width * 0.7,
      y + chance.between(-16, 16),
      width,
      y,
    )
    ctx.stroke()
  }
  ctx.fillStyle = fade(palette.light, 0.4)
  ctx.fillRect(0, table, width, 6)
  return { ground: table + 90, solid: true, outdoors: false }
}

const drawWindow = (
  { ctx, palette, look, random, brief }: Scene,
  x: number,
  y: number,
  wide: number,
  tall: number,
): void => {
  const chance = random.fork('window')
  ctx.save()
  ctx.beginPath()
  ctx.roundRect(x, y, wide, tall, 18)
  ctx.clip()
  const outside = ctx.createLinearGradient(0, y, 0, y + tall)
  outside.addColorStop(0, palette.sky[0])
  outside.addColorStop(0.6, palette.sky[1])
  outside.addColorStop(1, palette.sky[2])
  ctx.fillStyle = outside
  ctx.fillRect(x, y, wide, tall)
  ctx.fillStyle = palette.light
  ctx.beginPath()
  ctx.arc(x + wide * 0.68, y + tall * 0.34, wide * 0.13, 0, 7)
  ctx.fill()
  for (let house = 0; house < 9; house++) {
    const size = tall * chance.between(0.14, 0.42)
    ctx.fillStyle = layerColor(palette, 0.2 + (house % 3) * 0.14)
    ctx.fillRect(x + (house / 9) * wide, y + tall - size, wide / 8, size)
    ctx.fillStyle = fade(palette.light, brief.time === 'night' ? 0.8 : 0.3)
    for (let pane = 0; pane < 6; pane++)
      ctx.fillRect(
        x + (house / 9) * wide + 12 + (pane % 2) * 26,
        y + tall - size + 16 + Math.floor(pane / 2) * 34,
        12,
        17,
      )
  }
  ctx.restore()
  ctx.strokeStyle = mix('#ffffff', palette.light, 0.4)
  ctx.lineWidth = 17
  ctx.beginPath()
  ctx.roundRect(x, y, wide, tall, 18)
  ctx.moveTo(x + wide / 2, y)
  ctx.lineTo(x + wide / 2, y + tall)
  ctx.moveTo(x, y + tall * 0.4)
  ctx.lineTo(x + wide, y + tall * 0.4)
  ctx.stroke()
  ctx.fillStyle = mix('#ffffff', palette.light, 0.5)
  ctx.fillRect(x - 34, y + tall, wide + 68, 26)
  if (look.glow < 0.3) return
  ctx.fillStyle = fade(palette.light, 0.16 * look.glow)
  ctx.beginPath()
  ctx.moveTo(x, y + tall)
  ctx.lineTo(x + wide, y + tall)
  ctx.lineTo(x + wide * 1.3, y + tall * 2.6)
  ctx.lineTo(x + wide * 0.1, y + tall * 2.6)
  ctx.fill()
}

const drawLamp = ({ ctx, palette, look }: Scene, x: number): void => {
  ctx.fillStyle = mix(palette.near, palette.sky[0], 0.3)
  ctx.fillRect(x - 4, 0, 8, 210)
  ctx.fillStyle = palette.accent
  ctx.beginPath()
  ctx.moveTo(x - 42, 200)
  ctx.lineTo(x + 42, 200)
  ctx.lineTo(x + 104, 318)
  ctx.lineTo(x - 104, 318)
  ctx.fill()
  const glow = ctx.createRadialGradient(x, 330, 10, x, 330, 380)
  glow.addColorStop(0, fade(palette.light, 0.7 * Math.max(0.35, look.glow)))
  glow.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = glow
  ctx.fillRect(x - 380, 300, 760, 420)
}

const drawPlant = ({ ctx, palette, random }: Scene, x: number, y: number): void => {
  const chance = random.fork('plant')
  const green = localColor(palette, '#3f9a63', 0.2)
  for (let leaf = 0; leaf < 9; leaf++) {
    const angle = -Math.PI / 2 + (leaf - 4) * 0.3
    const length = chance.between(190, 330)
    ctx.save()
    ctx.translate(x, y - 130)
    ctx.rotate(angle)
    ctx.fillStyle = lighten(green, chance.between(-0.07, 0.06))
    ctx.beginPath()
    ctx.moveTo(0, 0)
    ctx.bezierCurveTo(length * 0.3, -58, length * 0.8, -46, length, 0)
    ctx.bezierCurveTo(length * 0.8, 40, length * 0.3, 44, 0, 0)
    ctx.fill()
    ctx.restore()
  }
  ctx.fillStyle = mix(palette.accent2, palette.near, 0.12)
  ctx.beginPath()
  ctx.moveTo(x - 92, y - 150)
  ctx.lineTo(x + 92, y - 150)
  ctx.lineTo(x + 66, y)
  ctx.lineTo(x - 66, y)
  ctx.fill()
  ctx.fillStyle = fade(palette.near, 0.25)
  ctx.fillRect(x - 92, y - 150, 184, 22)
}
