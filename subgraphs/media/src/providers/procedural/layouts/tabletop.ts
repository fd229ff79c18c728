import { fade, lighten, mix } from '../color.ts'
import { drawMotif } from '../draw-motif.ts'
import type { Plan } from '../plan.ts'
import type { Scene } from '../scene.ts'
import type { Stage } from '../settings/setting.ts'

/** Things laid out on a coloured table, seen from straight above, with long soft shadows. */
export const tabletop = (scene: Scene, _stage: Stage, plan: Plan): void => {
  const { width, height, random } = scene
  if (plan.hero === undefined) return
  const chance = random.fork('tabletop')
  drawTable(scene)
  const size = width * 0.27
  const spots = [
    [0.24, 0.14],
    [0.77, 0.17],
    [0.2, 0.67],
    [0.8, 0.7],
    [0.5, 0.87],
  ] as const
  const lesser = plan.companions.length > 0 ? plan.companions : [plan.hero]
  for (const [index, [x, y]] of spots.entries()) {
    const name = lesser[index % lesser.length]
    if (name === undefined) continue
    drawMotif(scene, name, {
      x: width * (x + chance.between(-0.03, 0.03)),
      y: height * (y + chance.between(-0.02, 0.02)),
      size: width * chance.between(0.105, 0.15),
      tilt: chance.between(-0.5, 0.5),
      shadow: 'drop',
    })
  }
  drawMotif(scene, plan.hero, {
    x: width / 2,
    y: height * 0.41,
    size,
    tilt: chance.between(-0.2, 0.2),
    shadow: 'drop',
  })
}

const drawTable = ({ ctx, width, height, palette, random, look }: Scene): void => {
  const chance = random.fork('table')
  const cloth = mix(chance.pick([palette.sky[1], palette.accent2, palette.far]), palette.light, 0.28)
  const top = ctx.createLinearGradient(0, 0, width, height)
  top.addColorStop(0, lighten(cloth, 0.05))
  top.addColorStop(1, mix(cloth, palette.near, 0.22 * Math.max(0.3, look.shading)))
  ctx.fillStyle = top
  ctx.fillRect(0, 0, width, height)
  const tones = [
    fade(palette.sky[0], 0.35),
    fade(palette.accent, 0.32),
    fade(palette.light, 0.5),
    fade(palette.sky[2], 0.45),
  ]
  for (const [index, tone] of tones.entries()) {
    const turn = chance.next() * 7
    const reach = width * chance.between(0.3, 0.5)
    ctx.fillStyle = tone
    ctx.beginPath()
    ctx.ellipse(
      width * (index % 2 === 0 ? 0.08 : 0.94),
      height * (0.1 + 0.28 * index),
      reach,
      reach * chance.between(0.6, 1),
      turn,
      0,
      7,
    )
    ctx.fill()
  }
  ctx.fillStyle = fade(palette.light, 0.66)
  ctx.beginPath()
  ctx.arc(width / 2, height * 0.41, width * 0.37, 0, 7)
  ctx.fill()
}
