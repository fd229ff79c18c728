import { fade, lighten, mix } from '../color.ts'
import type { Setting } from './setting.ts'

/** Broad ribbons that flow across the picture, each throwing a soft shadow on the next. */
export const waves: Setting = ({ ctx, width, height, palette, random, look, pixelRatio }) => {
  const chance = random.fork('waves')
  const backdrop = ctx.createLinearGradient(0, 0, width, height * 0.8)
  backdrop.addColorStop(0, mix(palette.sky[2], palette.light, 0.3))
  backdrop.addColorStop(1, palette.sky[1])
  ctx.fillStyle = backdrop
  ctx.fillRect(0, 0, width, height)
  const glow = ctx.createRadialGradient(
    width * 0.5,
    height * 0.36,
    0,
    width * 0.5,
    height * 0.36,
    width * 0.8,
  )
  glow.addColorStop(0, fade(palette.light, 0.8))
  glow.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, width, height)
  const ribbons = 8
  const slope = chance.between(-0.24, 0.24)
  const colors = [
    palette.sky[1],
    palette.sky[0],
    palette.accent2,
    mix(palette.sky[0], palette.accent, 0.5),
    palette.accent,
    mix(palette.accent, palette.near, 0.35),
    palette.near,
  ]
  for (let ribbon = 0; ribbon < ribbons; ribbon++) {
    const along = ribbon / (ribbons - 1)
    const color = mix(colors[Math.floor(along * 5.9)] ?? palette.near, palette.sky[1], 0.12)
    const y = height * (0.5 + 0.46 * along)
    const amplitude = height * chance.between(0.03, 0.075)
    const length = width * chance.between(0.7, 1.3)
    const shift = chance.next() * length
    ctx.save()
    ctx.shadowColor = fade(palette.near, 0.34 * look.shading)
    ctx.shadowBlur = 46 * pixelRatio
    ctx.shadowOffsetY = -14 * pixelRatio
    ctx.beginPath()
    ctx.moveTo(-20, height + 20)
    for (let x = -20; x <= width + 24; x += 24) {
      const phase = ((x + shift) / length) * 2 * Math.PI
      ctx.lineTo(
        x,
        y +
          slope * (x - width / 2) +
          Math.sin(phase) * amplitude +
          Math.sin(phase * 0.5 + ribbon) * amplitude * 0.8,
      )
    }
    ctx.lineTo(width + 20, height + 20)
    ctx.closePath()
    const body = ctx.createLinearGradient(0, y - amplitude, width, y + height * 0.2)
    body.addColorStop(0, lighten(color, 0.07))
    body.addColorStop(1, lighten(color, -0.02))
    ctx.fillStyle = body
    ctx.fill()
    ctx.restore()
  }
  return { ground: height * 0.6, solid: false, outdoors: false }
}
