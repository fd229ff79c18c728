import { type Color, fade, lighten, mix } from '../color.ts'
import { saysDown } from '../read-prompt.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** Bars in space that rise (or fall, when the words say so), a curve over them, a fine grid behind. */
export const chart: Setting = scene => {
  const { ctx, width, height, palette, random, brief } = scene
  const backdrop = ctx.createLinearGradient(0, 0, 0, height)
  backdrop.addColorStop(0, palette.sky[0])
  backdrop.addColorStop(0.6, palette.sky[1])
  backdrop.addColorStop(1, mix(palette.sky[2], palette.sky[1], 0.35))
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, width, height)
  drawGrid(scene)
  const chance = random.fork('bars')
  const falling = saysDown(brief)
  const base = height * 0.86
  const count = 6
  const values = Array.from({ length: count }, (_, index) => {
    const along = falling ? 1 - index / (count - 1) : index / (count - 1)
    return 0.16 + 0.52 * along ** 1.25 + chance.between(-0.05, 0.06)
  })
  const wide = (width * 0.86) / count
  const floor = ctx.createLinearGradient(0, base - 40, 0, height)
  floor.addColorStop(0, fade(palette.near, 0.3))
  floor.addColorStop(1, fade(palette.near, 0.75))
  ctx.fillStyle = floor
  ctx.fillRect(0, base, width, height - base)
  for (const [index, value] of values.entries()) {
    const color = mix(palette.accent2, palette.accent, index / (count - 1))
    drawBar(scene, {
      x: width * 0.05 + index * wide,
      base,
      wide: wide * 0.66,
      tall: value * height * 0.8,
      color,
    })
  }
  drawCurve(
    scene,
    values.map((value, index) => ({
      x: width * 0.05 + (index + 0.36) * wide,
      y: base - value * height * 0.8 - 130,
    })),
  )
  return { ground: height * 0.62, solid: false, outdoors: false }
}

const drawGrid = ({ ctx, width, height, palette }: Scene): void => {
  ctx.strokeStyle = fade(palette.light, 0.17)
  ctx.lineWidth = 2
  ctx.beginPath()
  for (let x = 0; x <= width; x += 108) {
    ctx.moveTo(x, 0)
    ctx.lineTo(x, height)
  }
  for (let y = 60; y <= height; y += 108) {
    ctx.moveTo(0, y)
    ctx.lineTo(width, y)
  }
  ctx.stroke()
}

interface Bar {
  readonly x: number
  readonly base: number
  readonly wide: number
  readonly tall: number
  readonly color: Color
}

const drawBar = ({ ctx, palette, look }: Scene, { x, base, wide, tall, color }: Bar): void => {
  const deep = wide * 0.34
  const top = base - tall
  const front = ctx.createLinearGradient(0, top, 0, base)
  front.addColorStop(0, lighten(color, 0.05 * look.shading))
  front.addColorStop(1, mix(color, palette.near, 0.5 * look.shading))
  ctx.fillStyle = front
  ctx.fillRect(x, top, wide, tall)
  ctx.fillStyle = mix(color, palette.near, 0.4)
  ctx.beginPath()
  ctx.moveTo(x + wide, top)
  ctx.lineTo(x + wide + deep, top - deep * 0.6)
  ctx.lineTo(x + wide + deep, base - deep * 0.6)
  ctx.lineTo(x + wide, base)
  ctx.fill()
  ctx.fillStyle = lighten(mix(color, palette.light, 0.35), 0.03)
  ctx.beginPath()
  ctx.moveTo(x, top)
  ctx.lineTo(x + deep, top - deep * 0.6)
  ctx.lineTo(x + wide + deep, top - deep * 0.6)
  ctx.lineTo(x + wide, top)
  ctx.fill()
  ctx.fillStyle = fade('#ffffff', 0.16)
  ctx.fillRect(x, top, wide * 0.22, tall)
}

const drawCurve = ({ ctx, palette, look }: Scene, points: readonly { x: number; y: number }[]): void => {
  ctx.beginPath()
  for (const [index, point] of points.entries()) {
    const before = points[index - 1]
    if (before === undefined) ctx.moveTo(point.x, point.y)
    else {
      const middle = (before.x + point.x) / 2
      ctx.bezierCurveTo(middle, before.y, middle, point.y, point.x, point.y)
    }
  }
  ctx.strokeStyle = fade(palette.light, 0.25 * look.glow)
  ctx.lineWidth = 30
  ctx.lineCap = 'round'
  ctx.stroke()
  ctx.strokeStyle = palette.light
  ctx.lineWidth = 9
  ctx.stroke()
  for (const point of points) {
    ctx.fillStyle = palette.light
    ctx.beginPath()
    ctx.arc(point.x, point.y, 17, 0, 7)
    ctx.fill()
    ctx.fillStyle = palette.accent
    ctx.beginPath()
    ctx.arc(point.x, point.y, 9, 0, 7)
    ctx.fill()
  }
}
