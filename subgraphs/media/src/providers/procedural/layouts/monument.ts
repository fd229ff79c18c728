import { drawMotif } from '../draw-motif.ts'
import { motifs } from '../motifs/index.ts'
import { drawFigure } from '../people.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'
import { drawFogBank } from '../terrain.ts'
import { drawCompanions } from './companions.ts'

/** One great thing in the place, people small before it, so that its size is felt. */
export const monument = (scene: Scene, stage: Stage, plan: Plan): void => {
  const { width, brief, random, look } = scene
  if (plan.hero === undefined) return
  const chance = random.fork('monument')
  const size = width * brief.camera.heroSize * chance.between(0.98, 1.15)
  const x = plan.heroX * width
  const stands = motifs[plan.hero].stands && stage.solid
  const y = stands ? stage.ground - size : stage.ground - size * 1.35
  drawCompanions(scene, stage, plan, { x, y, size })
  drawMotif(scene, plan.hero, {
    x,
    y,
    size,
    tilt: stands ? 0 : chance.between(-0.09, 0.09),
    shadow: stage.solid ? 'ground' : 'drop',
    glow: true,
  })
  if (!stage.solid) return
  if (look.haze > 0.5) drawFogBank(scene, stage.ground + 12, 60, 0.3)
  const count = brief.people === undefined || brief.people === 'one' ? 1 : chance.whole(2, 4)
  const side = chance.pick([-1, 1])
  for (let index = 0; index < count; index++) {
    drawFigure(scene, {
      foot: {
        x: x + side * (size * 0.75 + 60) + index * 74 * -side,
        y: stage.ground + 46 + chance.between(-8, 26),
      },
      tall: Math.min(size * 0.62, 175) * chance.between(0.9, 1.08),
      chance: chance.fork(`figure-${index}`),
      pose: chance.pick(['standing', 'standing', 'raised', 'walking']),
    })
  }
}
