import { type Color, fade, lighten, mix } from './color.ts'
import { inkOf } from './palette.ts'
import { hairs, skins } from './people.ts'
import type { Random } from './random.ts'
import type { Scene } from './scene.ts'

/** Head and shoulders, large, against the light: a rim of light on the bright side. */
export const drawBust = (
  scene: Scene,
  wish: { x: number; bottom: number; width: number; label: string },
): void => {
  const { ctx, palette, look, random, light } = scene
  const chance = random.fork(`bust-${wish.label}`)
  const unit = wish.width / 10
  const side = light.x < wish.x ? -1 : 1
  const ink = inkOf(palette)
  const coat = chance.pick([
    palette.accent,
    palette.accent2,
    mix(palette.near, palette.sky[0], 0.5),
    mix(palette.accent, palette.near, 0.5),
  ])
  const skin = mix(chance.pick(skins), palette.sky[1], 0.14)
  const hair = mix(chance.pick(hairs), palette.near, 0.25)
  const hairStyle = chance.pick(['short', 'long', 'bun', 'curly'] as const)
  ctx.save()
  ctx.translate(wish.x, wish.bottom)
  const clip = (draw: () => void, color: Color): void => {
    const shade = ctx.createLinearGradient(side * unit * 5, 0, -side * unit * 5, 0)
    shade.addColorStop(0, lighten(color, 0.06 * look.shading))
    shade.addColorStop(0.5, color)
    shade.addColorStop(1, mix(color, ink, 0.45 * Math.max(0.4, look.shading)))
    ctx.fillStyle = shade
    ctx.beginPath()
    draw()
    ctx.fill()
    if (look.outline > 0) {
      ctx.strokeStyle = ink
      ctx.lineWidth = look.outline
      ctx.stroke()
    }
  }
  const headY = -unit * 8.6
  if (hairStyle === 'long')
    clip(
      () =>
        ctx.roundRect(-unit * 2.35, headY - unit * 2.3, unit * 4.7, unit * 6.6, [
          unit * 2.3,
          unit * 2.3,
          unit * 1.2,
          unit * 1.2,
        ]),
      hair,
    )
  if (hairStyle === 'bun') clip(() => ctx.arc(0, headY - unit * 3, unit * 1.15, 0, 7), hair)
  clip(
    () => ctx.roundRect(-unit * 0.95, headY + unit * 0.9, unit * 1.9, unit * 3.2, unit * 0.6),
    mix(skin, ink, 0.16),
  )
  clip(() => {
    ctx.moveTo(-unit * 5, unit * 0.2)
    ctx.bezierCurveTo(-unit * 5, -unit * 4.6, -unit * 3.2, -unit * 5, -unit * 1.1, -unit * 5.7)
    ctx.quadraticCurveTo(0, -unit * 4.5, unit * 1.1, -unit * 5.7)
    ctx.bezierCurveTo(unit * 3.2, -unit * 5, unit * 5, -unit * 4.6, unit * 5, unit * 0.2)
    ctx.closePath()
  }, coat)
  clip(() => ctx.ellipse(0, headY, unit * 1.85, unit * 2.3, 0, 0, 7), skin)
  clip(() => {
    if (hairStyle === 'curly') {
      for (let index = 0; index < 9; index++) {
        const turn = Math.PI * (0.95 + (index / 8) * 1.1)
        const x = Math.cos(turn) * unit * 1.85
        const y = headY - unit * 0.5 + Math.sin(turn) * unit * 1.95
        ctx.moveTo(x + unit, y)
        ctx.arc(x, y, unit, 0, 7)
      }
      return
    }
    ctx.moveTo(-unit * 2, headY + unit * 0.2)
    ctx.bezierCurveTo(
      -unit * 2.5,
      headY - unit * 3.4,
      unit * 2.5,
      headY - unit * 3.4,
      unit * 2,
      headY + unit * 0.2,
    )
    ctx.quadraticCurveTo(unit * 1.7, headY - unit * 1.2, side * unit * 0.5, headY - unit * 1.35)
    ctx.quadraticCurveTo(-unit * 1.6, headY - unit * 1.3, -unit * 2, headY + unit * 0.2)
  }, hair)
  drawFace(scene, { unit, headY, side, ink, skin, hair })
  drawCollar(scene, { unit, coat, ink, chance })
  if (look.glow > 0.2) {
    ctx.strokeStyle = fade(palette.light, 0.75)
    ctx.lineWidth = unit * 0.13
    ctx.beginPath()
    ctx.ellipse(
      0,
      headY,
      unit * 1.9,
      unit * 2.36,
      0,
      side > 0 ? -0.5 : Math.PI - 0.9,
      side > 0 ? 0.9 : Math.PI + 0.5,
    )
    ctx.stroke()
    ctx.beginPath()
    ctx.moveTo(side * unit * 1.7, -unit * 5.45)
    ctx.bezierCurveTo(
      side * unit * 3.2,
      -unit * 5,
      side * unit * 5,
      -unit * 4.6,
      side * unit * 4.98,
      -unit * 0.4,
    )
    ctx.stroke()
  }
  ctx.restore()
}

interface FaceWish {
  readonly unit: number
  readonly headY: number
  /** Which side the light comes from. */
  readonly side: -1 | 1
  readonly ink: Color
  readonly skin: Color
  readonly hair: Color
}

/** A few strokes: ears, brows, calm eyes, a nose, the hint of a smile. The head is at the origin's x. */
const drawFace = ({ ctx }: Scene, { unit, headY, side, ink, skin, hair }: FaceWish): void => {
  const line = mix(skin, ink, 0.55)
  ctx.lineCap = 'round'
  ctx.fillStyle = mix(skin, ink, 0.12)
  ctx.beginPath()
  for (const ear of [-1, 1])
    ctx.ellipse(ear * unit * 1.86, headY + unit * 0.32, unit * 0.28, unit * 0.46, 0, 0, 7)
  ctx.fill()
  for (const eye of [-1, 1]) {
    ctx.strokeStyle = mix(hair, ink, 0.3)
    ctx.lineWidth = unit * 0.15
    ctx.beginPath()
    ctx.moveTo(eye * unit * 0.46, headY - unit * 0.27)
    ctx.quadraticCurveTo(eye * unit * 0.8, headY - unit * 0.48, eye * unit * 1.14, headY - unit * 0.26)
    ctx.stroke()
    ctx.fillStyle = mix(ink, '#1d1830', 0.3)
    ctx.beginPath()
    ctx.ellipse(eye * unit * 0.78, headY + unit * 0.14, unit * 0.15, unit * 0.2, 0, 0, 7)
    ctx.fill()
    ctx.fillStyle = '#ffffff'
    ctx.beginPath()
    ctx.arc(eye * unit * 0.78 + side * unit * 0.05, headY + unit * 0.07, unit * 0.055, 0, 7)
    ctx.fill()
  }
  ctx.strokeStyle = line
  ctx.lineWidth = unit * 0.11
  ctx.beginPath()
  ctx.moveTo(-side * unit * 0.02, headY + unit * 0.24)
  ctx.quadraticCurveTo(-side * unit * 0.3, headY + unit * 0.74, -side * unit * 0.02, headY + unit * 0.82)
  ctx.moveTo(-unit * 0.44, headY + unit * 1.28)
  ctx.quadraticCurveTo(0, headY + unit * 1.5, unit * 0.44, headY + unit * 1.26)
  ctx.stroke()
}

/** What the coat is open on: a shirt with lapels, a round neck or a scarf. */
const drawCollar = (
  { ctx, palette }: Scene,
  { unit, coat, ink, chance }: { unit: number; coat: Color; ink: Color; chance: Random },
): void => {
  const kind = chance.pick(['lapels', 'round', 'scarf'] as const)
  const shirt = mix('#ffffff', palette.light, 0.4)
  if (kind === 'round') {
    ctx.strokeStyle = mix(coat, ink, 0.4)
    ctx.lineWidth = unit * 0.24
    ctx.beginPath()
    ctx.moveTo(-unit * 1.3, -unit * 5.6)
    ctx.quadraticCurveTo(0, -unit * 4.1, unit * 1.3, -unit * 5.6)
    ctx.stroke()
    return
  }
  if (kind === 'scarf') {
    ctx.fillStyle = palette.accent2
    ctx.beginPath()
    ctx.ellipse(0, -unit * 5.35, unit * 1.7, unit * 0.72, 0, 0, 7)
    ctx.roundRect(unit * 0.3, -unit * 5.3, unit * 0.9, unit * 3, unit * 0.3)
    ctx.fill()
    ctx.strokeStyle = fade(ink, 0.25)
    ctx.lineWidth = unit * 0.12
    ctx.beginPath()
    ctx.moveTo(-unit * 1.4, -unit * 5.3)
    ctx.quadraticCurveTo(0, -unit * 4.7, unit * 1.4, -unit * 5.4)
    ctx.stroke()
    return
  }
  ctx.fillStyle = shirt
  ctx.beginPath()
  ctx.moveTo(-unit * 1.15, -unit * 5.75)
  ctx.lineTo(unit * 1.15, -unit * 5.75)
  ctx.lineTo(0, unit * 0.3)
  ctx.fill()
  ctx.fillStyle = mix(palette.accent, ink, 0.2)
  ctx.beginPath()
  ctx.moveTo(-unit * 0.26, -unit * 5)
  ctx.lineTo(unit * 0.26, -unit * 5)
  ctx.lineTo(unit * 0.42, -unit * 1.2)
  ctx.lineTo(0, -unit * 0.4)
  ctx.lineTo(-unit * 0.42, -unit * 1.2)
  ctx.fill()
  for (const lapel of [-1, 1]) {
    ctx.fillStyle = mix(coat, ink, lapel > 0 ? 0.34 : 0.22)
    ctx.beginPath()
    ctx.moveTo(lapel * unit * 1.1, -unit * 5.8)
    ctx.lineTo(lapel * unit * 2.1, -unit * 4.4)
    ctx.lineTo(lapel * unit * 1.5, -unit * 4)
    ctx.lineTo(lapel * unit * 1.75, -unit * 3.5)
    ctx.lineTo(0, unit * 0.2)
    ctx.lineTo(lapel * unit * 0.4, -unit * 3)
    ctx.fill()
  }
}
