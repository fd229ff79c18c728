import { drawMotif } from '../draw-motif.ts'
import { motifs } from '../motifs/index.ts'
import { drawFigure, drawPlatform } from '../people.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'
import { drawRidge, heightAt } from '../terrain.ts'

/** The place itself; the thing stands far off in the haze, somebody in front looks at it. */
export const vista = (scene: Scene, stage: Stage, plan: Plan): void => {
  const { width, height, brief, random } = scene
  const chance = random.fork('vista')
  if (plan.hero !== undefined) {
    const size = width * 0.19 * chance.between(0.9, 1.25)
    const stands = motifs[plan.hero].stands && stage.solid
    drawMotif(scene, plan.hero, {
      x: plan.heroX * width,
      y: stands ? stage.ground - size : height * chance.between(0.26, 0.36),
      size,
      distance: 0.16,
      shadow: stands ? 'ground' : 'none',
      glow: true,
    })
  }
  for (const [index, name] of plan.companions.slice(0, 2).entries()) {
    const small = width * 0.075
    drawMotif(scene, name, {
      x: (1 - plan.heroX + (index - 0.5) * 0.22) * width,
      y: height * (0.2 + 0.1 * index),
      size: small,
      tilt: chance.between(-0.15, 0.15),
      distance: 0.28,
    })
  }
  const knoll = stage.outdoors
    ? drawRidge(scene, { depth: 0.97, y: height * 0.87, amplitude: 62, kind: 'hills', label: 'knoll' })
    : [0, width].map(x => ({ x, y: height * 0.85 }))
  if (!stage.outdoors && !stage.solid) drawPlatform(scene, 1 - plan.heroX, height * 0.85)
  const count = brief.people === 'few' ? 3 : brief.people === 'crowd' ? 6 : 1
  const from = 1 - plan.heroX
  for (let index = 0; index < count; index++) {
    const x = width * (from + (index - (count - 1) / 2) * 0.1)
    drawFigure(scene, {
      foot: { x, y: heightAt(knoll, x) + 8 },
      tall: 235 * chance.between(0.9, 1.08),
      chance: chance.fork(`figure-${index}`),
      pose: index === 0 ? chance.pick(['standing', 'raised']) : 'standing',
    })
  }
}
