import { fade, mix } from '../color.ts'
import { drawMotif } from '../draw-motif.ts'
import type { Plan } from '../plan.ts'
import type { Point, Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'

/** One thing before a disc of light, the others on a circle round it. */
export const emblem = (scene: Scene, _stage: Stage, plan: Plan): void => {
  const { width, height, brief, random } = scene
  if (plan.hero === undefined) return
  const chance = random.fork('emblem')
  const size = width * Math.max(0.25, brief.camera.heroSize) * chance.between(0.95, 1.06)
  const center = { x: plan.heroX * width, y: height * chance.between(0.39, 0.44) }
  if (plan.backlit) drawFrame(scene, chance.pick(frames), center, size * 1.3)
  else drawHaloRays(scene, center, size)
  const companions = plan.companions.slice(0, 4)
  const start = chance.between(-0.5, 0.5)
  for (const [index, name] of companions.entries()) {
    const turn = start + Math.PI * (0.25 + (2 * index) / Math.max(2, companions.length))
    const reach = size * 1.42
    const small = size * chance.between(0.3, 0.4)
    drawMotif(scene, name, {
      x: Math.max(small, Math.min(width - small, center.x + Math.cos(turn) * reach)),
      y: center.y + Math.sin(turn) * reach * 1.12,
      size: small,
      tilt: chance.between(-0.16, 0.16),
      shadow: 'drop',
    })
  }
  drawMotif(scene, plan.hero, { ...center, size, tilt: chance.between(-0.06, 0.06), shadow: 'drop' })
}

const frames: readonly Frame[] = ['disc', 'disc', 'arch', 'hexagon', 'bloom', 'tile']

type Frame = 'disc' | 'arch' | 'hexagon' | 'bloom' | 'tile'

/** Traces a frame that encloses a circle of the given radius. */
const traceFrame = ({ ctx }: Scene, frame: Frame, { x, y }: Point, radius: number): void => {
  ctx.beginPath()
  if (frame === 'disc') ctx.arc(x, y, radius, 0, 7)
  if (frame === 'arch') {
    const top = [radius, radius, 24, 24]
    ctx.roundRect(x - radius, y - radius * 1.12, radius * 2, radius * 2.24, top)
  }
  if (frame === 'tile')
    ctx.roundRect(x - radius * 0.98, y - radius * 0.98, radius * 1.96, radius * 1.96, radius * 0.3)
  if (frame === 'hexagon') {
    for (let corner = 0; corner < 6; corner++) {
      const turn = (corner / 6) * 2 * Math.PI + Math.PI / 6
      ctx.lineTo(x + Math.cos(turn) * radius * 1.14, y + Math.sin(turn) * radius * 1.14)
    }
    ctx.closePath()
  }
  if (frame === 'bloom') {
    for (let step = 0; step <= 120; step++) {
      const turn = (step / 120) * 2 * Math.PI
      const reach = radius * (1 + 0.075 * Math.cos(turn * 10))
      ctx.lineTo(x + Math.cos(turn) * reach, y + Math.sin(turn) * reach)
    }
    ctx.closePath()
  }
}

const drawFrame = (scene: Scene, frame: Frame, at: Point, radius: number): void => {
  const { ctx, palette, look } = scene
  const { x, y } = at
  if (look.glow > 0.2) {
    const glow = ctx.createRadialGradient(x, y, radius * 0.9, x, y, radius * 1.6)
    glow.addColorStop(0, fade(palette.light, 0.5 * look.glow))
    glow.addColorStop(1, fade(palette.light, 0))
    ctx.fillStyle = glow
    ctx.fillRect(x - radius * 1.6, y - radius * 1.6, radius * 3.2, radius * 3.2)
  }
  const body = ctx.createRadialGradient(x, y - radius * 0.3, radius * 0.1, x, y, radius * 1.15)
  body.addColorStop(0, fade(palette.light, 0.96))
  body.addColorStop(1, fade(mix(palette.light, palette.accent2, look.shading < 0.2 ? 0.12 : 0.34), 0.9))
  ctx.fillStyle = body
  traceFrame(scene, frame, at, radius)
  ctx.fill()
  ctx.strokeStyle = fade(palette.light, 0.55)
  ctx.lineWidth = 5
  traceFrame(scene, frame, at, radius * 1.1)
  ctx.stroke()
}

/** A burst of light without an edge, for a thing that should float free. */
const drawHaloRays = ({ ctx, palette, look, random }: Scene, { x, y }: Point, size: number): void => {
  const chance = random.fork('rays')
  const reach = size * 2.3
  const glow = ctx.createRadialGradient(x, y, size * 0.2, x, y, reach)
  glow.addColorStop(0, fade(palette.light, 0.9))
  glow.addColorStop(0.45, fade(palette.light, 0.42))
  glow.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = glow
  ctx.fillRect(x - reach, y - reach, reach * 2, reach * 2)
  const rays = chance.whole(14, 22)
  ctx.strokeStyle = fade(palette.light, 0.35 + 0.25 * look.glow)
  ctx.lineCap = 'round'
  ctx.lineWidth = 7
  ctx.beginPath()
  for (let ray = 0; ray < rays; ray++) {
    const turn = (ray / rays) * 2 * Math.PI
    const from = size * 1.36
    const to = from + size * (ray % 2 === 0 ? 0.22 : 0.1)
    ctx.moveTo(x + Math.cos(turn) * from, y + Math.sin(turn) * from)
    ctx.lineTo(x + Math.cos(turn) * to, y + Math.sin(turn) * to)
  }
  ctx.stroke()
}
