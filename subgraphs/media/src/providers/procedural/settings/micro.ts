import { type Color, fade, lighten, mix } from '../color.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** The world under the microscope: cells with their nuclei, strands, molecules, some far out of focus. */
export const micro: Setting = scene => {
  const { ctx, width, height, palette, random, look } = scene
  const chance = random.fork('micro')
  const glow = ctx.createRadialGradient(
    width * 0.5,
    height * 0.38,
    0,
    width * 0.5,
    height * 0.42,
    height * 0.72,
  )
  glow.addColorStop(0, mix(palette.sky[2], palette.light, 0.35))
  glow.addColorStop(0.5, mix(palette.sky[1], palette.sky[2], 0.25))
  glow.addColorStop(1, palette.sky[0])
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, width, height)
  for (let index = 0; index < 8; index++) drawStrand(scene, chance)
  for (let index = 0; index < 26; index++) {
    const depth = index / 26
    const radius = (34 + 130 * chance.next() ** 1.5) * (0.6 + 0.8 * depth)
    const turn = chance.next() * 7
    const away = 0.28 + 0.4 * chance.next()
    const x = width * (0.5 + Math.cos(turn) * away * 1.15)
    const y = height * (0.42 + Math.sin(turn) * away * 0.95)
    const color = chance.pick([
      palette.accent,
      palette.accent2,
      palette.accent,
      mix(palette.accent, palette.sky[1], 0.5),
    ])
    drawCell(scene, { x, y, radius, color, opacity: 0.35 + 0.55 * depth, chance })
  }
  if (look.texture > 0 || look.outline > 0)
    for (let index = 0; index < 5; index++) drawMolecule(scene, chance)
  return { ground: height * 0.62, solid: false, outdoors: false }
}

interface Cell {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly color: Color
  readonly opacity: number
  readonly chance: Random
}

const drawCell = ({ ctx, palette, look }: Scene, { x, y, radius, color, opacity, chance }: Cell): void => {
  const lobes = chance.whole(5, 8)
  const wobble = chance.between(0.03, 0.08)
  const shift = chance.next() * 7
  const outline = (grow: number): void => {
    ctx.beginPath()
    for (let step = 0; step <= 40; step++) {
      const turn = (step / 40) * 2 * Math.PI
      const reach = radius * grow * (1 + wobble * Math.sin(lobes * turn + shift))
      ctx.lineTo(x + Math.cos(turn) * reach, y + Math.sin(turn) * reach)
    }
    ctx.closePath()
  }
  ctx.globalAlpha = opacity
  const body = ctx.createRadialGradient(x - radius * 0.3, y - radius * 0.35, radius * 0.1, x, y, radius)
  body.addColorStop(0, fade(mix(color, palette.light, 0.65), 0.85))
  body.addColorStop(0.75, fade(mix(color, palette.light, 0.2), 0.6))
  body.addColorStop(1, fade(color, 0.95))
  ctx.fillStyle = look.shading < 0.2 ? fade(mix(color, palette.light, 0.4), 0.9) : body
  outline(1)
  ctx.fill()
  ctx.strokeStyle = fade(lighten(color, 0.1), 0.9)
  ctx.lineWidth = radius * 0.06
  ctx.stroke()
  const core = { x: x + radius * chance.between(-0.2, 0.2), y: y + radius * chance.between(-0.2, 0.2) }
  ctx.fillStyle = fade(mix(color, palette.near, 0.35), 0.75)
  ctx.beginPath()
  ctx.arc(core.x, core.y, radius * 0.36, 0, 7)
  ctx.fill()
  ctx.fillStyle = fade(mix(color, palette.near, 0.62), 0.8)
  ctx.beginPath()
  ctx.arc(core.x + radius * 0.08, core.y - radius * 0.06, radius * 0.14, 0, 7)
  ctx.fill()
  for (let grain = 0; grain < 5; grain++) {
    const turn = chance.next() * 7
    ctx.fillStyle = fade(palette.light, 0.55)
    ctx.beginPath()
    ctx.arc(
      x + Math.cos(turn) * radius * 0.66,
      y + Math.sin(turn) * radius * 0.66,
      radius * chance.between(0.03, 0.08),
      0,
      7,
    )
    ctx.fill()
  }
  ctx.globalAlpha = 1
}

const drawStrand = ({ ctx, width, height, palette }: Scene, chance: Random): void => {
  const y = chance.next() * height
  ctx.strokeStyle = fade(mix(palette.light, palette.accent2, chance.next()), 0.28)
  ctx.lineWidth = chance.between(5, 20)
  ctx.lineCap = 'round'
  ctx.beginPath()
  ctx.moveTo(-20, y)
  ctx.bezierCurveTo(
    width * 0.3,
    y + chance.between(-420, 420),
    width * 0.6,
    y + chance.between(-420, 420),
    width + 20,
    y + chance.between(-340, 340),
  )
  ctx.stroke()
}

const drawMolecule = ({ ctx, width, height, palette }: Scene, chance: Random): void => {
  const x = chance.pick([chance.between(0.06, 0.26), chance.between(0.74, 0.94)]) * width
  const y = chance.between(0.06, 0.94) * height
  const arm = chance.between(46, 84)
  const turn = chance.next() * 7
  const corners = Array.from({ length: 6 }, (_, index) => ({
    x: x + Math.cos(turn + (index * Math.PI) / 3) * arm,
    y: y + Math.sin(turn + (index * Math.PI) / 3) * arm,
  }))
  ctx.strokeStyle = fade(palette.light, 0.85)
  ctx.lineWidth = 8
  ctx.beginPath()
  for (const corner of corners) ctx.lineTo(corner.x, corner.y)
  ctx.closePath()
  ctx.stroke()
  for (const [index, corner] of corners.entries()) {
    const radius = index % 2 === 0 ? 19 : 13
    const ball = ctx.createRadialGradient(
      corner.x - radius * 0.4,
      corner.y - radius * 0.4,
      0,
      corner.x,
      corner.y,
      radius,
    )
    const color = index % 2 === 0 ? palette.accent : palette.accent2
    ball.addColorStop(0, mix(color, '#ffffff', 0.6))
    ball.addColorStop(1, color)
    ctx.fillStyle = ball
    ctx.beginPath()
    ctx.arc(corner.x, corner.y, radius, 0, 7)
    ctx.fill()
  }
}
