import { fade, lighten, mix } from './color.ts'
import type { Scene } from './scene.ts'

/** The sky over the whole picture: gradient, stars, the disc of the light with its glow, clouds, weather far off. */
export const drawSky = (scene: Scene, options: { disc?: boolean; clouds?: boolean } = {}): void => {
  const { ctx, width, height, palette, horizon, brief, look } = scene
  const gradient = ctx.createLinearGradient(0, 0, 0, Math.max(horizon * 1.12, height * 0.5))
  gradient.addColorStop(0, palette.sky[0])
  gradient.addColorStop(0.52, palette.sky[1])
  gradient.addColorStop(1, palette.sky[2])
  ctx.fillStyle = gradient
  ctx.fillRect(0, 0, width, height)
  if (brief.time === 'night' && look.stars) drawStars(scene, 150)
  if (look.outline > 0) drawSunburst(scene)
  if (options.disc ?? true) drawDisc(scene)
  if (options.clouds ?? true) drawClouds(scene)
}

export const drawStars = ({ ctx, width, horizon, palette, random }: Scene, count: number): void => {
  const chance = random.fork('stars')
  ctx.fillStyle = palette.light
  for (let index = 0; index < count; index++) {
    const y = horizon * chance.next() ** 1.4
    ctx.globalAlpha = chance.between(0.25, 0.95) * (1 - (0.8 * y) / horizon)
    const radius = chance.next() ** 3 * 3.6 + 0.9
    ctx.beginPath()
    ctx.arc(chance.next() * width, y, radius, 0, 7)
    ctx.fill()
  }
  ctx.globalAlpha = 1
}

const drawDisc = ({ ctx, light, palette, look, width, height, brief }: Scene): void => {
  const reach = light.radius * (3 + 3 * look.glow)
  const glow = ctx.createRadialGradient(light.x, light.y, light.radius * 0.6, light.x, light.y, reach)
  glow.addColorStop(0, fade(palette.light, 0.7 * look.glow))
  glow.addColorStop(0.3, fade(mix(palette.light, palette.sky[2], 0.4), 0.32 * look.glow))
  glow.addColorStop(1, fade(palette.sky[2], 0))
  ctx.fillStyle = glow
  ctx.fillRect(0, 0, width, Math.min(height, light.y + reach))
  if (light.hidden) return
  const moon = brief.time === 'night'
  ctx.beginPath()
  ctx.arc(light.x, light.y, light.radius, 0, 7)
  const body = ctx.createLinearGradient(0, light.y - light.radius, 0, light.y + light.radius)
  body.addColorStop(0, moon ? lighten(palette.light, -0.02) : palette.light)
  body.addColorStop(
    1,
    mix(palette.light, moon ? palette.sky[1] : palette.accent2, look.shading > 0.2 ? 0.32 : 0),
  )
  ctx.fillStyle = body
  ctx.fill()
  if (!moon || look.shading < 0.2) return
  ctx.fillStyle = fade(palette.sky[1], 0.28)
  for (const [dx, dy, size] of [
    [-0.35, -0.2, 0.22],
    [0.3, 0.1, 0.17],
    [-0.1, 0.45, 0.13],
    [0.15, -0.5, 0.1],
  ] as const) {
    ctx.beginPath()
    ctx.arc(light.x + dx * light.radius, light.y + dy * light.radius, size * light.radius, 0, 7)
    ctx.fill()
  }
}

const drawSunburst = ({ ctx, light, palette, width, height, random }: Scene): void => {
  const rays = random.fork('burst').whole(9, 13)
  const reach = Math.hypot(width, height)
  ctx.fillStyle = fade(palette.light, 0.2)
  for (let index = 0; index < rays; index++) {
    const from = (index / rays) * 2 * Math.PI
    const to = from + Math.PI / rays
    ctx.beginPath()
    ctx.moveTo(light.x, light.y)
    ctx.lineTo(light.x + reach * Math.cos(from), light.y + reach * Math.sin(from))
    ctx.lineTo(light.x + reach * Math.cos(to), light.y + reach * Math.sin(to))
    ctx.fill()
  }
}

const drawClouds = (scene: Scene): void => {
  const { look, random, width, horizon } = scene
  const chance = random.fork('clouds')
  if (look.clouds === 'none') return
  if (look.clouds === 'veil') {
    for (let index = 0; index < 5; index++) {
      drawVeil(
        scene,
        chance.next() * width,
        horizon * chance.between(0.12, 0.85),
        width * chance.between(0.35, 0.8),
      )
    }
    return
  }
  const count = look.clouds === 'cumulus' ? 5 : 4
  for (let index = 0; index < count; index++) {
    const depth = (index + 0.5) / count
    const size = width * (0.1 + 0.16 * depth) * chance.between(0.8, 1.35)
    const x = width * (((index * 0.618 + chance.next() * 0.3) % 1) * 1.2 - 0.1)
    drawCumulus(scene, x, horizon * (0.95 - 0.72 * depth) - size * 0.2, size, chance.fork(`${index}`))
  }
}

/** A thin streak of cloud, lit from below. */
const drawVeil = ({ ctx, palette }: Scene, x: number, y: number, reach: number): void => {
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(1, 0.07)
  const veil = ctx.createRadialGradient(0, 0, 0, 0, 0, reach)
  veil.addColorStop(0, fade(palette.light, 0.34))
  veil.addColorStop(0.55, fade(palette.light, 0.13))
  veil.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = veil
  ctx.fillRect(-reach, -reach, 2 * reach, 2 * reach)
  ctx.restore()
}

/** A heap cloud: bright puffs on a flat, shaded base. */
export const drawCumulus = (
  { ctx, palette, look }: Scene,
  x: number,
  y: number,
  size: number,
  chance: Scene['random'],
): void => {
  const count = look.clouds === 'cumulus' ? 15 : 7
  const puffs = Array.from({ length: count }, (_, index) => {
    const along = (index / (count - 1)) * 2 - 1
    const rise = (1 - along * along) * chance.between(0.35, 0.8)
    return {
      x: x + along * size,
      y: y - rise * size * 0.62,
      radius: size * (0.16 + 0.24 * (1 - Math.abs(along)) * chance.between(0.6, 1.1)),
    }
  })
  const path = (grow: number, dx = 0, dy = 0): void => {
    ctx.beginPath()
    for (const puff of puffs) {
      ctx.moveTo(puff.x + dx + puff.radius * grow, puff.y + dy)
      ctx.arc(puff.x + dx, puff.y + dy, puff.radius * grow, 0, 7)
    }
    ctx.roundRect(x - size * 1.06 + dx, y - size * 0.16 + dy, size * 2.12, size * 0.3, size * 0.15)
  }
  ctx.save()
  const body = ctx.createLinearGradient(0, y - size, 0, y + size * 0.2)
  body.addColorStop(0, '#ffffff')
  body.addColorStop(0.6, mix('#ffffff', palette.sky[2], 0.35))
  body.addColorStop(1, mix(palette.sky[1], '#ffffff', 0.45))
  ctx.fillStyle = look.outline > 0 ? '#ffffff' : body
  ctx.globalAlpha = 0.94
  path(1)
  ctx.fill()
  ctx.clip()
  ctx.globalAlpha = 0.5
  ctx.fillStyle = mix(palette.sky[1], '#ffffff', 0.6)
  path(0.86, size * 0.05, size * 0.17)
  ctx.fill()
  ctx.restore()
}
