import { drawMotif } from '../draw-motif.ts'
import { drawCrowd } from '../people.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'
import { drawCompanions } from './companions.ts'

/** Many people, what they came for above them. */
export const assembly = (scene: Scene, stage: Stage, plan: Plan): void => {
  const { width, height, random, brief } = scene
  const chance = random.fork('assembly')
  if (plan.hero !== undefined) {
    const hero = { x: plan.heroX * width, y: height * 0.37, size: width * 0.27 }
    drawCompanions(scene, { ...stage, solid: false }, plan, hero)
    drawMotif(scene, plan.hero, { ...hero, tilt: chance.between(-0.07, 0.07), shadow: 'drop', glow: true })
  }
  if (brief.setting !== 'stage') drawCrowd(scene, { y: height * 0.74, rows: 4, headRadius: 66 })
}
