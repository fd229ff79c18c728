import { fade, lighten, mix } from '../color.ts'
import type { Point, Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** A web of glowing nodes over a grid that runs to the horizon: data, code, the net. */
export const network: Setting = scene => {
  const { ctx, width, height, palette, horizon } = scene
  const backdrop = ctx.createLinearGradient(0, 0, 0, height)
  backdrop.addColorStop(0, palette.sky[0])
  backdrop.addColorStop(0.55, mix(palette.sky[1], palette.sky[0], 0.2))
  backdrop.addColorStop(1, mix(palette.near, palette.sky[0], 0.45))
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, width, height)
  const heart = { x: width / 2, y: height * 0.4 }
  const glow = ctx.createRadialGradient(heart.x, heart.y, 0, heart.x, heart.y, width * 0.85)
  glow.addColorStop(0, fade(mix(palette.sky[2], palette.light, 0.3), 0.75))
  glow.addColorStop(0.5, fade(palette.sky[2], 0.28))
  glow.addColorStop(1, fade(palette.sky[2], 0))
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, width, height)
  drawFloorGrid(scene, Math.max(horizon, height * 0.64))
  drawWeb(scene, heart)
  drawRings(scene, heart)
  return { ground: height * 0.62, solid: false, outdoors: false }
}

export const drawFloorGrid = ({ ctx, width, height, palette }: Scene, from: number): void => {
  const veil = ctx.createLinearGradient(0, from, 0, height)
  veil.addColorStop(0, fade(palette.accent2, 0))
  veil.addColorStop(0.25, fade(palette.accent2, 0.4))
  veil.addColorStop(1, fade(palette.accent2, 0.62))
  ctx.strokeStyle = veil
  ctx.lineWidth = 2.5
  ctx.beginPath()
  for (let index = -14; index <= 14; index++) {
    ctx.moveTo(width / 2 + index * 44, from)
    ctx.lineTo(width / 2 + index * 250, height)
  }
  for (let row = 1; row <= 11; row++) {
    const y = from + (height - from) * (row / 11) ** 2.1
    ctx.moveTo(0, y)
    ctx.lineTo(width, y)
  }
  ctx.stroke()
}

const drawWeb = ({ ctx, width, height, palette, random, look }: Scene, heart: Point): void => {
  const chance = random.fork('web')
  const nodes: (Point & { radius: number })[] = []
  for (let attempt = 0; attempt < 400 && nodes.length < 46; attempt++) {
    const node = {
      x: chance.between(-0.04, 1.04) * width,
      y: chance.between(0.02, 0.8) * height,
      radius: 5 + 17 * chance.next() ** 2,
    }
    const far = Math.hypot(node.x - heart.x, node.y - heart.y) > width * 0.36
    if (far && nodes.every(other => Math.hypot(other.x - node.x, other.y - node.y) > 105)) nodes.push(node)
  }
  for (const [index, node] of nodes.entries()) {
    for (const other of nodes.slice(index + 1)) {
      const distance = Math.hypot(other.x - node.x, other.y - node.y)
      if (distance > 265) continue
      ctx.strokeStyle = fade(mix(palette.light, palette.accent2, 0.4), 0.62 * (1 - distance / 280))
      ctx.lineWidth = 2.6
      ctx.beginPath()
      ctx.moveTo(node.x, node.y)
      ctx.lineTo(other.x, other.y)
      ctx.stroke()
    }
  }
  for (const node of nodes) {
    const color = chance.pick([palette.accent, palette.accent2, palette.light, palette.accent2])
    const reach = node.radius * 3.4
    const halo = ctx.createRadialGradient(node.x, node.y, node.radius * 0.5, node.x, node.y, reach)
    halo.addColorStop(0, fade(color, 0.5 * look.glow))
    halo.addColorStop(1, fade(color, 0))
    ctx.fillStyle = halo
    ctx.fillRect(node.x - reach, node.y - reach, 2 * reach, 2 * reach)
    ctx.fillStyle = color
    ctx.beginPath()
    ctx.arc(node.x, node.y, node.radius, 0, 7)
    ctx.fill()
    ctx.fillStyle = fade(lighten(color, 0.2), 0.8)
    ctx.beginPath()
    ctx.arc(node.x - node.radius * 0.25, node.y - node.radius * 0.25, node.radius * 0.4, 0, 7)
    ctx.fill()
  }
}

/** Broken rings round the heart of the picture, like the dials of an instrument. */
export const drawRings = ({ ctx, width, palette, random }: Scene, heart: Point): void => {
  const chance = random.fork('rings')
  ctx.lineCap = 'butt'
  for (let ring = 0; ring < 4; ring++) {
    const radius = width * (0.33 + ring * 0.052)
    let turn = chance.next() * 7
    ctx.lineWidth = chance.pick([3, 6, 14, 3])
    while (turn < 14) {
      const sweep = chance.between(0.3, 1.5)
      ctx.strokeStyle = fade(
        chance.pick([palette.light, palette.accent2, palette.accent]),
        0.28 + 0.22 * chance.next(),
      )
      ctx.beginPath()
      ctx.arc(heart.x, heart.y, radius, turn, turn + sweep)
      ctx.stroke()
      turn += sweep + chance.between(0.15, 0.8)
      if (turn > 7 + 6.28) break
    }
  }
}
