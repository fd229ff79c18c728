import { drawMotif } from '../draw-motif.ts'
import { motifs } from '../motifs/index.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'

interface Hero {
  readonly x: number
  readonly y: number
  readonly size: number
}

/** The lesser things of the plan, behind and beside the hero, paler with distance. */
export const drawCompanions = (scene: Scene, stage: Stage, plan: Plan, hero: Hero): void => {
  const { width, random } = scene
  const chance = random.fork('companions')
  for (const [index, name] of plan.companions.slice(0, 3).entries()) {
    const side = index % 2 === 0 ? -1 : 1
    const size = hero.size * chance.between(0.34, 0.46) * (index === 2 ? 0.8 : 1)
    const x = Math.max(
      size * 0.75,
      Math.min(width - size * 0.75, hero.x + side * (hero.size * 1.02 + size * 0.62)),
    )
    const stands = motifs[name].stands && stage.solid
    const y = stands
      ? stage.ground - size - 10
      : hero.y - hero.size * (0.42 + 0.62 * index) * chance.between(0.8, 1.1)
    drawMotif(scene, name, {
      x: index === 2 ? width * (0.5 + side * 0.27) : x,
      y,
      size,
      tilt: stands ? 0 : side * chance.between(0.04, 0.2),
      distance: 0.1 + 0.08 * index,
      shadow: stands ? 'ground' : 'drop',
    })
  }
}
