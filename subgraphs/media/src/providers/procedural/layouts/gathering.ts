import { drawMotif } from '../draw-motif.ts'
import { drawFigure, drawPlatform } from '../people.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'
import { drawRidge, heightAt } from '../terrain.ts'
import { drawCompanions } from './companions.ts'

/** A few people near us, seen from behind, what moves them before their eyes. */
export const gathering = (scene: Scene, stage: Stage, plan: Plan): void => {
  const { width, height, random } = scene
  const chance = random.fork('gathering')
  if (plan.hero !== undefined) {
    const size = width * 0.25
    const hero = { x: plan.heroX * width, y: height * 0.36, size }
    drawCompanions(scene, { ...stage, solid: false }, plan, hero)
    drawMotif(scene, plan.hero, { ...hero, shadow: 'drop', glow: true })
  }
  const ground = stage.outdoors
    ? drawRidge(scene, { depth: 0.95, y: height * 0.9, amplitude: 20, kind: 'hills', label: 'stand' })
    : [0, width].map(x => ({ x, y: height * 0.9 }))
  if (!stage.outdoors && !stage.solid) drawPlatform(scene, 0.5, height * 0.91)
  const count = chance.whole(3, 4)
  for (let index = 0; index < count; index++) {
    const x = width * (0.5 + (index - (count - 1) / 2) * 0.21 + chance.between(-0.02, 0.02))
    drawFigure(scene, {
      foot: { x, y: heightAt(ground, x) + 22 },
      tall: 470 * chance.between(0.86, 1.06),
      chance: chance.fork(`figure-${index}`),
      pose: index === 1 ? 'raised' : 'standing',
      silhouette: 0.1,
    })
  }
}
