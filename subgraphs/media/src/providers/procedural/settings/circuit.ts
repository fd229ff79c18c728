import { fade, lighten, mix } from '../color.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

const pitch = 54

/** A circuit board seen from above: traces that turn at 45°, pads, small parts, pulses on their way. */
export const circuit: Setting = scene => {
  const { ctx, width, height, palette, random } = scene
  const board = mix(palette.sky[0], palette.near, 0.28)
  const ground = ctx.createLinearGradient(0, 0, width, height)
  ground.addColorStop(0, mix(board, palette.sky[1], 0.55))
  ground.addColorStop(0.5, board)
  ground.addColorStop(1, mix(board, palette.sky[1], 0.35))
  ctx.fillStyle = ground
  ctx.fillRect(0, 0, width, height)
  const center = { x: width / 2, y: height * 0.42 }
  const glow = ctx.createRadialGradient(center.x, center.y, 0, center.x, center.y, width * 0.8)
  glow.addColorStop(0, fade(palette.accent2, 0.5))
  glow.addColorStop(1, fade(palette.accent2, 0))
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, width, height)
  const chance = random.fork('traces')
  for (let index = 0; index < 44; index++) drawTrace(scene, center, index, chance)
  for (let index = 0; index < 15; index++) drawPart(scene, chance)
  return { ground: height * 0.62, solid: false, outdoors: false }
}

/** A trace from the middle to the rim: straight out, one bend of 45 degrees, straight on to a pad. */
const drawTrace = (
  { ctx, width, height, palette, look }: Scene,
  center: { x: number; y: number },
  index: number,
  chance: Scene['random'],
): void => {
  const side = index % 4
  const lane = Math.floor(index / 4) - 5
  const out = chance.whole(5, 8) * pitch
  const bend = chance.whole(1, 6) * pitch * (lane < 0 ? -1 : 1)
  const on = chance.whole(2, 12) * pitch
  const vertical = side < 2
  const sign = side % 2 === 0 ? 1 : -1
  const points = vertical
    ? [
        { x: center.x + lane * 26, y: center.y },
        { x: center.x + lane * 26, y: center.y + sign * out },
        { x: center.x + lane * 26 + bend, y: center.y + sign * (out + Math.abs(bend)) },
        { x: center.x + lane * 26 + bend, y: center.y + sign * (out + Math.abs(bend) + on) },
      ]
    : [
        { x: center.x, y: center.y + lane * 26 },
        { x: center.x + sign * out * 0.8, y: center.y + lane * 26 },
        { x: center.x + sign * (out * 0.8 + Math.abs(bend)), y: center.y + lane * 26 + bend },
        {
          x: center.x + sign * (out * 0.8 + Math.abs(bend)),
          y: center.y + lane * 26 + bend * 1.5 + (lane < 0 ? -on : on),
        },
      ]
  const color = chance.pick([
    palette.accent2,
    mix(palette.light, palette.accent2, 0.5),
    palette.accent2,
    palette.accent,
  ])
  ctx.strokeStyle = fade(color, 0.75)
  ctx.lineWidth = chance.pick([5, 5, 8])
  ctx.lineJoin = 'round'
  ctx.beginPath()
  for (const point of points) ctx.lineTo(point.x, point.y)
  ctx.stroke()
  const end = points[3] ?? center
  ctx.fillStyle = lighten(color, 0.05)
  ctx.beginPath()
  ctx.arc(end.x, end.y, 13, 0, 7)
  ctx.fill()
  ctx.fillStyle = mix(palette.sky[0], palette.near, 0.5)
  ctx.beginPath()
  ctx.arc(end.x, end.y, 5, 0, 7)
  ctx.fill()
  const along = chance.next()
  const from = points[2] ?? center
  const pulse = { x: from.x + (end.x - from.x) * along, y: from.y + (end.y - from.y) * along }
  if (pulse.x < 0 || pulse.x > width || pulse.y < 0 || pulse.y > height || look.glow < 0.2) return
  const spark = ctx.createRadialGradient(pulse.x, pulse.y, 0, pulse.x, pulse.y, 42)
  spark.addColorStop(0, fade(palette.light, 0.95))
  spark.addColorStop(0.25, fade(palette.light, 0.4))
  spark.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = spark
  ctx.fillRect(pulse.x - 42, pulse.y - 42, 84, 84)
}

const drawPart = ({ ctx, width, height, palette }: Scene, chance: Scene['random']): void => {
  const x = chance.pick([chance.between(0, 0.2), chance.between(0.8, 1)]) * width
  const y = chance.next() * height
  const wide = chance.pick([46, 70, 120])
  const tall = chance.pick([30, 46, 90])
  ctx.fillStyle = fade(palette.near, 0.35)
  ctx.fillRect(x - wide / 2 + 7, y - tall / 2 + 9, wide, tall)
  ctx.fillStyle = mix('#c9ccd6', palette.far, 0.4)
  ctx.fillRect(x - wide / 2 - 9, y - tall * 0.36, wide + 18, tall * 0.72)
  ctx.fillStyle = mix(palette.near, palette.sky[0], 0.4)
  ctx.beginPath()
  ctx.roundRect(x - wide / 2, y - tall / 2, wide, tall, 6)
  ctx.fill()
}
