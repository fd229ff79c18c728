import { type Color, fade, lighten, mix, saturate } from '../color.ts'
import type { Random } from '../random.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** Deep space in the plate's colours: a bright band of nebula, stars, one great planet and its orbits. */
export const space: Setting = scene => {
  const { ctx, width, height, palette, random, look } = scene
  const chance = random.fork('space')
  const deep = saturate(mix(palette.near, '#2b2f8c', 0.5), 1.15)
  const backdrop = ctx.createLinearGradient(0, 0, width * 0.5, height)
  backdrop.addColorStop(0, lighten(deep, -0.02))
  backdrop.addColorStop(0.5, mix(deep, '#5560d8', 0.42))
  backdrop.addColorStop(1, mix(deep, palette.accent, 0.16))
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, width, height)
  drawNebula(scene, chance)
  drawField(scene, chance)
  const low = chance.chance(0.6)
  const radius = width * (low ? chance.between(0.7, 0.95) : chance.between(0.3, 0.42))
  const center = low
    ? { x: width * chance.between(0.2, 0.8), y: height * 0.86 + radius * 0.72 }
    : { x: width * chance.pick([0.14, 0.88]), y: height * chance.between(0.68, 0.84) }
  drawOrbits(scene, center, radius, chance)
  drawWorld(scene, center, radius, mix(palette.accent, palette.sky[1], 0.25), chance)
  drawWorld(
    scene,
    { x: width * chance.between(0.1, 0.9), y: height * chance.between(0.07, 0.2) },
    width * chance.between(0.05, 0.1),
    palette.accent2,
    chance,
  )
  if (look.outline > 0) ctx.globalAlpha = 1
  return { ground: height * 0.66, solid: false, outdoors: false }
}

const drawNebula = ({ ctx, width, height, palette, look }: Scene, chance: Random): void => {
  if (look.shading < 0.1) return
  ctx.save()
  ctx.globalCompositeOperation = 'screen'
  const slope = chance.between(-0.5, 0.5)
  for (let index = 0; index < 16; index++) {
    const along = chance.next()
    const x = along * width
    const y = height * (0.42 + slope * (along - 0.5) + (chance.next() + chance.next() - 1) * 0.2)
    const reach = width * chance.between(0.16, 0.5)
    const color = chance.pick([palette.sky[1], palette.sky[2], palette.accent, palette.accent2])
    const puff = ctx.createRadialGradient(x, y, 0, x, y, reach)
    puff.addColorStop(0, fade(color, 0.2))
    puff.addColorStop(0.5, fade(color, 0.08))
    puff.addColorStop(1, fade(color, 0))
    ctx.fillStyle = puff
    ctx.fillRect(x - reach, y - reach, 2 * reach, 2 * reach)
  }
  ctx.restore()
}

const drawField = ({ ctx, width, height, palette }: Scene, chance: Random): void => {
  for (let index = 0; index < 240; index++) {
    const radius = 0.8 + 3 * chance.next() ** 4
    ctx.globalAlpha = chance.between(0.35, 1)
    ctx.fillStyle = chance.chance(0.2) ? mix(palette.accent2, '#ffffff', 0.4) : palette.light
    ctx.beginPath()
    ctx.arc(chance.next() * width, chance.next() * height, radius, 0, 7)
    ctx.fill()
  }
  ctx.globalAlpha = 1
  for (let index = 0; index < 7; index++) {
    const x = chance.next() * width
    const y = chance.next() * height * 0.7
    const reach = chance.between(14, 34)
    ctx.fillStyle = fade(palette.light, 0.9)
    ctx.beginPath()
    ctx.moveTo(x, y - reach)
    ctx.quadraticCurveTo(x, y, x + reach, y)
    ctx.quadraticCurveTo(x, y, x, y + reach)
    ctx.quadraticCurveTo(x, y, x - reach, y)
    ctx.quadraticCurveTo(x, y, x, y - reach)
    ctx.fill()
  }
}

const drawOrbits = (
  { ctx, palette }: Scene,
  center: { x: number; y: number },
  radius: number,
  chance: Random,
): void => {
  ctx.save()
  ctx.translate(center.x, center.y)
  ctx.rotate(chance.between(-0.35, 0.35))
  for (let ring = 0; ring < 4; ring++) {
    const reach = radius * (1.22 + ring * 0.26)
    ctx.strokeStyle = fade(palette.light, 0.34 - ring * 0.06)
    ctx.lineWidth = 2.5
    ctx.setLineDash(ring % 2 === 0 ? [] : [10, 16])
    ctx.beginPath()
    ctx.ellipse(0, 0, reach, reach * 0.86, 0, 0, 7)
    ctx.stroke()
    const turn = chance.between(Math.PI * 1.1, Math.PI * 1.9)
    ctx.fillStyle = ring % 2 === 0 ? palette.accent2 : palette.light
    ctx.beginPath()
    ctx.arc(Math.cos(turn) * reach, Math.sin(turn) * reach * 0.86, 8 + ring * 2, 0, 7)
    ctx.fill()
  }
  ctx.restore()
}

/** A banded planet with a bright limb towards the light and a soft night side. */
const drawWorld = (
  { ctx, light, palette, look }: Scene,
  center: { x: number; y: number },
  radius: number,
  color: Color,
  chance: Random,
): void => {
  const toLight = Math.atan2(light.y - center.y, light.x - center.x)
  const air = ctx.createRadialGradient(center.x, center.y, radius * 0.96, center.x, center.y, radius * 1.18)
  air.addColorStop(0, fade(mix(color, palette.light, 0.5), 0.55 * Math.max(0.4, look.glow)))
  air.addColorStop(1, fade(color, 0))
  ctx.fillStyle = air
  ctx.fillRect(center.x - radius * 1.2, center.y - radius * 1.2, radius * 2.4, radius * 2.4)
  ctx.save()
  ctx.beginPath()
  ctx.arc(center.x, center.y, radius, 0, 7)
  ctx.fillStyle = color
  ctx.fill()
  ctx.clip()
  ctx.translate(center.x, center.y)
  ctx.rotate(chance.between(-0.4, 0.4))
  for (let band = 0; band < 9; band++) {
    const y = (band / 9) * 2 * radius - radius
    ctx.fillStyle = fade(
      chance.pick([lighten(color, 0.09), lighten(color, -0.08), mix(color, palette.accent2, 0.4)]),
      0.5,
    )
    ctx.beginPath()
    ctx.ellipse(0, y, radius * 1.2, radius * chance.between(0.05, 0.17), 0, 0, 7)
    ctx.fill()
  }
  ctx.restore()
  const x = center.x + Math.cos(toLight) * radius * 0.75
  const y = center.y + Math.sin(toLight) * radius * 0.75
  const night = ctx.createRadialGradient(x, y, radius * 0.35, x, y, radius * 1.75)
  night.addColorStop(0, fade(palette.light, 0.3))
  night.addColorStop(0.4, fade(palette.near, 0.05))
  night.addColorStop(1, fade(lighten(palette.near, -0.04), 0.72))
  ctx.fillStyle = night
  ctx.beginPath()
  ctx.arc(center.x, center.y, radius, 0, 7)
  ctx.fill()
}
