import { drawBust } from '../bust.ts'
import { fade } from '../color.ts'
import { drawMotif } from '../draw-motif.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'

/** Somebody before us, head and shoulders; what occupies them stands in the light behind. */
export const portrait = (scene: Scene, _stage: Stage, plan: Plan): void => {
  const { ctx, width, height, palette, random, look } = scene
  const chance = random.fork('portrait')
  const aside = plan.hero === undefined ? 0 : chance.pick([-1, 1]) * 0.16
  if (plan.hero !== undefined) {
    const size = width * 0.22
    const at = { x: width * (0.5 - aside * 1.5), y: height * 0.27 }
    const reach = size * 1.34
    const disc = ctx.createRadialGradient(at.x, at.y, reach * 0.2, at.x, at.y, reach)
    disc.addColorStop(0, fade(palette.light, 0.9))
    disc.addColorStop(1, fade(palette.light, 0.45 + 0.3 * (1 - look.shading)))
    ctx.fillStyle = disc
    ctx.beginPath()
    ctx.arc(at.x, at.y, reach, 0, 7)
    ctx.fill()
    drawMotif(scene, plan.hero, { ...at, size, tilt: chance.between(-0.06, 0.06), shadow: 'drop' })
    for (const [index, name] of plan.companions.slice(0, 2).entries()) {
      drawMotif(scene, name, {
        x: width * (0.5 + aside * (1.9 - index * 0.4)),
        y: height * (0.16 + 0.13 * index),
        size: width * 0.085,
        tilt: chance.between(-0.2, 0.2),
        shadow: 'drop',
      })
    }
  }
  drawBust(scene, {
    x: width * (0.5 + aside * 0.7),
    bottom: height * 1.01,
    width: width * 0.86,
    label: 'one',
  })
}
