import { fade, mix } from '../color.ts'
import { drawCumulus, drawSky } from '../sky.ts'
import type { Setting } from './setting.ts'

/** High above a sea of clouds, the light low over it. */
export const clouds: Setting = scene => {
  const { ctx, width, height, palette, random, look } = scene
  drawSky(scene, { clouds: look.clouds !== 'none' })
  const chance = random.fork('sea')
  const cumulus = { ...scene, look: { ...look, clouds: 'cumulus' as const } }
  const rows = 6
  for (let row = 0; row < rows; row++) {
    const near = row / (rows - 1)
    const y = height * (0.56 + 0.42 * near)
    const veil = ctx.createLinearGradient(0, y - 140, 0, y + 60)
    veil.addColorStop(0, fade(mix(palette.sky[2], palette.sky[1], 0.35), 0))
    veil.addColorStop(1, fade(mix(palette.sky[1], palette.far, 0.4), 0.65))
    ctx.fillStyle = veil
    ctx.fillRect(0, y - 140, width, height - y + 140)
    for (let x = -60 + chance.next() * 120; x < width + 160; x += width * (0.24 + 0.16 * near)) {
      drawCumulus(
        cumulus,
        x,
        y + chance.between(-24, 40),
        (90 + 170 * near) * chance.between(0.8, 1.3),
        chance,
      )
    }
  }
  return { ground: height * 0.6, solid: false, outdoors: true }
}
