import { fade, lighten, mix } from '../color.ts'
import { drawCrowd } from '../people.ts'
import type { Scene } from '../scene.ts'
import type { Setting } from './setting.ts'

/** A lit stage: curtains, cones of light, a polished floor, the heads of the audience. */
export const stage: Setting = scene => {
  const { ctx, width, height, palette } = scene
  const backdrop = ctx.createLinearGradient(0, 0, 0, height)
  backdrop.addColorStop(0, mix(palette.sky[0], palette.near, 0.3))
  backdrop.addColorStop(0.5, palette.sky[1])
  backdrop.addColorStop(0.72, mix(palette.sky[1], palette.sky[2], 0.6))
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, width, height)
  drawCurtains(scene)
  const floorTop = height * 0.66
  const floor = ctx.createLinearGradient(0, floorTop, 0, height)
  floor.addColorStop(0, mix(palette.sky[2], palette.accent, 0.2))
  floor.addColorStop(0.35, mix(palette.near, palette.accent, 0.3))
  floor.addColorStop(1, palette.near)
  ctx.fillStyle = floor
  ctx.fillRect(0, floorTop, width, height - floorTop)
  drawCones(scene, floorTop + 90)
  drawCrowd(scene, { y: height * 0.84, rows: 3, headRadius: 62 })
  return { ground: floorTop + 110, solid: true, outdoors: false }
}

const drawCurtains = ({ ctx, width, height, palette, look }: Scene): void => {
  const cloth = mix(palette.accent, palette.near, 0.22)
  for (const side of [-1, 1] as const) {
    for (let fold = 0; fold < 5; fold++) {
      const wide = width * 0.058
      const x = side < 0 ? fold * wide : width - (fold + 1) * wide
      const drape = ctx.createLinearGradient(x, 0, x + wide, 0)
      drape.addColorStop(0, mix(cloth, palette.near, 0.42))
      drape.addColorStop(0.45, lighten(cloth, 0.06 * look.shading))
      drape.addColorStop(1, mix(cloth, palette.near, 0.42))
      ctx.fillStyle = drape
      ctx.beginPath()
      ctx.moveTo(x, 0)
      ctx.lineTo(x + wide, 0)
      ctx.lineTo(x + wide, height * (0.7 - 0.012 * fold))
      ctx.quadraticCurveTo(x + wide / 2, height * (0.72 - 0.012 * fold), x, height * (0.7 - 0.012 * fold))
      ctx.fill()
    }
  }
  ctx.fillStyle = mix(cloth, palette.near, 0.2)
  ctx.beginPath()
  ctx.moveTo(0, 0)
  ctx.lineTo(width, 0)
  ctx.lineTo(width, height * 0.07)
  for (let swag = 5; swag >= 0; swag--) {
    const x = (swag * width) / 6
    ctx.quadraticCurveTo(x + width / 12, height * 0.14, x, height * 0.07)
  }
  ctx.fill()
}

const drawCones = ({ ctx, width, height, palette, random, look }: Scene, floor: number): void => {
  const chance = random.fork('cones')
  ctx.save()
  ctx.globalCompositeOperation = 'screen'
  for (let index = 0; index < 5; index++) {
    const from = width * (0.1 + 0.2 * index)
    const to = width * (0.5 + (index - 2) * 0.13 + chance.between(-0.08, 0.08))
    const half = width * chance.between(0.09, 0.17)
    const color = index === 2 ? palette.light : chance.pick([palette.accent, palette.accent2, palette.light])
    const cone = ctx.createLinearGradient(from, 0, to, floor)
    cone.addColorStop(0, fade(color, 0.55))
    cone.addColorStop(1, fade(color, 0.1 + 0.1 * look.glow))
    ctx.fillStyle = cone
    ctx.beginPath()
    ctx.moveTo(from - 12, -10)
    ctx.lineTo(from + 12, -10)
    ctx.lineTo(to + half, floor)
    ctx.ellipse(to, floor, half, half * 0.24, 0, 0, Math.PI)
    ctx.fill()
    ctx.fillStyle = fade(color, 0.3)
    ctx.beginPath()
    ctx.ellipse(to, floor, half, half * 0.24, 0, 0, 7)
    ctx.fill()
  }
  for (let index = 0; index < 50; index++) {
    ctx.fillStyle = fade(palette.light, chance.between(0.2, 0.7))
    ctx.beginPath()
    ctx.arc(chance.next() * width, chance.next() * height * 0.66, chance.between(1.5, 4.5), 0, 7)
    ctx.fill()
  }
  ctx.restore()
}
