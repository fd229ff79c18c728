import { fade, lighten, mix } from '../color.ts'
import { drawBeams } from '../light.ts'
import { layerColor, localColor } from '../palette.ts'
import { drawFrameLeaves, drawGrass, drawPine } from '../plants.ts'
import type { Scene } from '../scene.ts'
import { drawFogBank, drawRidge } from '../terrain.ts'
import type { Setting } from './setting.ts'

/** A clearing among tall trunks, light falling through the crowns. */
export const forest: Setting = scene => {
  const { ctx, width, height, horizon, palette, look, random } = scene
  const backdrop = ctx.createLinearGradient(0, 0, 0, height)
  backdrop.addColorStop(0, mix(palette.sky[1], palette.sky[2], 0.3))
  backdrop.addColorStop(0.5, mix(palette.sky[2], palette.light, 0.45))
  backdrop.addColorStop(1, palette.far)
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, width, height)
  const ground = Math.max(horizon, height * 0.5)
  const layers = Math.max(3, look.layers)
  const leafy = localColor(palette, '#3f8a5c', 0.25)
  for (let layer = 0; layer < layers; layer++) {
    const depth = layer / (layers - 1)
    const foot = ground + (height - ground) * depth * 0.42
    if (layer === 1) drawFloor(scene, ground, leafy)
    drawTrunks(
      scene,
      depth,
      foot,
      mix(layerColor(palette, 0.1 + depth * 0.85), leafy, 0.35 * (1 - depth * 0.5)),
    )
    drawFogBank(scene, foot - 20, 150, 0.5 * look.haze * (1 - depth))
  }
  if (look.glow > 0.3) drawBeams(scene, 0.5)
  const near = mix(layerColor(palette, 1), leafy, 0.22)
  drawFrameLeaves(scene, random.chance(0.5) ? 'left' : 'right', near)
  return { ground: ground + (height - ground) * 0.46, solid: true, outdoors: true }
}

/** Moss and grass with a pool of light in the clearing. */
const drawFloor = (scene: Scene, ground: number, leafy: `#${string}`): void => {
  const { ctx, width, height, palette } = scene
  const moss = mix(layerColor(palette, 0.55), leafy, 0.62)
  drawRidge(scene, { depth: 0.66, y: ground + 12, amplitude: 18, kind: 'hills', label: 'floor' }, moss)
  const deep = ctx.createLinearGradient(0, ground, 0, height)
  deep.addColorStop(0, fade(palette.near, 0))
  deep.addColorStop(1, fade(mix(palette.near, leafy, 0.3), 0.72))
  ctx.fillStyle = deep
  ctx.fillRect(0, ground, width, height - ground)
  const y = ground + (height - ground) * 0.42
  ctx.save()
  ctx.translate(width / 2, y)
  ctx.scale(1, 0.26)
  const pool = ctx.createRadialGradient(0, 0, 0, 0, 0, width * 0.56)
  pool.addColorStop(0, fade(palette.light, 0.6))
  pool.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = pool
  ctx.fillRect(-width, -width, width * 2, width * 2)
  ctx.restore()
  for (const [row, share] of [0.06, 0.22, 0.72].entries()) {
    const line = [0, width].map(x => ({ x, y: ground + (height - ground) * share }))
    drawGrass(
      scene,
      line,
      26 + row * 16,
      lighten(mix(moss, palette.near, 0.12 * row), 0.04 - 0.03 * row),
      120,
    )
  }
}

const drawTrunks = (scene: Scene, depth: number, foot: number, color: `#${string}`): void => {
  const { ctx, width, random, look } = scene
  const chance = random.fork(`trunks-${depth}`)
  const count = Math.round(15 - 10 * depth)
  for (let index = 0; index < count; index++) {
    const x = ((index + chance.between(0.1, 0.9)) / count) * width
    if (depth > 0.6 && Math.abs(x / width - 0.5) < 0.3) continue
    const thick = (16 + 74 * depth) * chance.between(0.7, 1.25)
    if (depth < 0.45 && chance.chance(0.55)) {
      drawPine(scene, { x, y: foot + 16 }, foot * chance.between(0.45, 0.8), color)
      continue
    }
    const bark = ctx.createLinearGradient(x - thick / 2, 0, x + thick / 2, 0)
    bark.addColorStop(0, lighten(color, 0.09 * look.shading))
    bark.addColorStop(0.5, color)
    bark.addColorStop(1, lighten(color, -0.06))
    ctx.fillStyle = bark
    ctx.beginPath()
    ctx.moveTo(x - thick * 0.36, -10)
    ctx.lineTo(x + thick * 0.36, -10)
    ctx.quadraticCurveTo(x + thick * 0.42, foot * 0.8, x + thick * 0.95, foot + 26)
    ctx.lineTo(x - thick * 0.95, foot + 26)
    ctx.quadraticCurveTo(x - thick * 0.42, foot * 0.8, x - thick * 0.36, -10)
    ctx.fill()
    ctx.strokeStyle = fade(color, 0.95)
    ctx.lineCap = 'round'
    for (let branch = 0; branch < 2; branch++) {
      const y = foot * chance.between(0.15, 0.6)
      const side = chance.chance(0.5) ? 1 : -1
      ctx.lineWidth = thick * 0.24
      ctx.beginPath()
      ctx.moveTo(x, y)
      ctx.quadraticCurveTo(x + side * thick * 1.4, y - thick * 0.5, x + side * thick * 2.6, y - thick * 1.7)
      ctx.stroke()
    }
  }
}
