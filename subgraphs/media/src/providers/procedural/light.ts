import { fade } from './color.ts'
import type { Scene } from './scene.ts'

/** Shafts of light from above, as through leaves, water or a hole in the clouds. */
export const drawBeams = ({ ctx, width, height, light, palette, random }: Scene, strength: number): void => {
  const chance = random.fork('beams')
  ctx.save()
  ctx.globalCompositeOperation = 'soft-light'
  for (let index = 0; index < 7; index++) {
    const x = light.x + chance.between(-0.7, 0.7) * width
    const lean = (x - light.x) * 0.5 + (light.x < width / 2 ? 180 : -180)
    const half = chance.between(20, 90)
    const reach = height * chance.between(0.6, 0.95)
    const beam = ctx.createLinearGradient(0, 0, 0, reach)
    beam.addColorStop(0, fade(palette.light, strength * 1.5))
    beam.addColorStop(1, fade(palette.light, 0))
    ctx.fillStyle = beam
    ctx.beginPath()
    ctx.moveTo(x - half * 0.4, -20)
    ctx.lineTo(x + half * 0.4, -20)
    ctx.lineTo(x + lean + half * 1.8, reach)
    ctx.lineTo(x + lean - half * 1.8, reach)
    ctx.fill()
  }
  ctx.restore()
}

/** Slanting rain over everything. `strength` 0 to 1. */
export const drawRain = ({ ctx, width, height, palette, random }: Scene, strength: number): void => {
  const chance = random.fork('rain')
  ctx.strokeStyle = fade(palette.light, 0.22 + 0.2 * strength)
  ctx.lineWidth = 2.2
  ctx.beginPath()
  for (let index = 0; index < 240 * strength + 60; index++) {
    const x = chance.next() * width * 1.2
    const y = chance.next() * height
    const length = chance.between(26, 70)
    ctx.moveTo(x, y)
    ctx.lineTo(x - length * 0.24, y + length)
  }
  ctx.stroke()
}

/** Falling snow, near flakes large and soft. */
export const drawSnowfall = ({ ctx, width, height, random }: Scene): void => {
  const chance = random.fork('snowfall')
  for (let index = 0; index < 190; index++) {
    const near = chance.next() ** 3
    ctx.fillStyle = fade('#ffffff', 0.85 - 0.4 * near)
    ctx.beginPath()
    ctx.arc(chance.next() * width, chance.next() * height, 2 + 12 * near, 0, 7)
    ctx.fill()
  }
}

/** Motes and lights out of focus in front of everything; the sign of a camera with an open aperture. */
export const drawBokeh = ({ ctx, width, height, palette, random }: Scene, count: number): void => {
  const chance = random.fork('bokeh')
  for (let index = 0; index < count; index++) {
    const radius = 8 + 52 * chance.next() ** 2
    const x = chance.next() * width
    const y = chance.next() * height
    const color = chance.pick([palette.light, palette.accent2, palette.light, palette.accent])
    const disc = ctx.createRadialGradient(x, y, radius * 0.2, x, y, radius)
    disc.addColorStop(0, fade(color, 0.1))
    disc.addColorStop(0.82, fade(color, 0.17))
    disc.addColorStop(1, fade(color, 0))
    ctx.fillStyle = disc
    ctx.fillRect(x - radius, y - radius, 2 * radius, 2 * radius)
  }
}
