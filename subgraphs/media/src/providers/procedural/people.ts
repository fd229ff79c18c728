import { type Color, fade, lighten, mix } from './color.ts'
import { inkOf, type Palette } from './palette.ts'
import type { Random } from './random.ts'
import type { Point, Scene } from './scene.ts'

export const skins: readonly Color[] = ['#f4c9a4', '#e2a477', '#c68654', '#96603a', '#6f452c', '#ffd9bd']
export const hairs: readonly Color[] = ['#3b2a2f', '#5b3a29', '#8a5a33', '#d9a75c', '#77706f', '#2f3350']

export interface FigureWish {
  /** Feet on the ground. */
  readonly foot: Point
  /** From foot to crown. */
  readonly tall: number
  readonly chance: Random
  /** 'raised': one arm up, as one who points or cheers. */
  readonly pose?: 'standing' | 'raised' | 'walking'
  /** 0 to 1: how far it has turned into a silhouette against the light. */
  readonly silhouette?: number
}

const clothesOf = (palette: Palette, chance: Random): Color =>
  chance.pick([
    palette.accent,
    palette.accent2,
    mix(palette.accent, '#ffffff', 0.35),
    mix(palette.near, palette.accent2, 0.45),
    '#f2ede4',
  ])

/** A person seen from behind or afar: faceless, rounded, in the plate's colours. */
export const drawFigure = ({ ctx, palette, look }: Scene, wish: FigureWish): void => {
  const { foot, tall, chance, pose = 'standing', silhouette = 0.15 } = wish
  const ink = inkOf(palette)
  const dim = (color: Color): Color => mix(color, ink, silhouette)
  const shirt = dim(clothesOf(palette, chance))
  const trousers = dim(mix(palette.near, chance.pick([palette.sky[0], '#3d4a6b', '#5a4a4a']), 0.5))
  const skin = dim(chance.pick(skins))
  const hair = dim(chance.pick(hairs))
  const longHair = chance.chance(0.45)
  const unit = tall / 8
  const stride = pose === 'walking' ? unit * 0.75 : unit * 0.32
  ctx.save()
  ctx.translate(foot.x, foot.y)
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  const limb = (color: string, width: number, ...points: readonly number[]): void => {
    ctx.strokeStyle = color
    ctx.lineWidth = width
    ctx.beginPath()
    ctx.moveTo(points[0] ?? 0, points[1] ?? 0)
    for (let index = 2; index < points.length; index += 2)
      ctx.lineTo(points[index] ?? 0, points[index + 1] ?? 0)
    ctx.stroke()
  }
  ctx.fillStyle = fade(ink, 0.28)
  ctx.beginPath()
  ctx.ellipse(0, 0, unit * 1.5, unit * 0.28, 0, 0, 7)
  ctx.fill()
  limb(trousers, unit * 0.72, -unit * 0.3, -unit * 3.6, -stride, -unit * 0.25)
  limb(lighten(trousers, -0.03), unit * 0.72, unit * 0.3, -unit * 3.6, stride, -unit * 0.25)
  limb(shirt, unit * 0.55, unit * 0.8, -unit * 5.9, unit * 1.15, -unit * 4.6, unit * 0.95, -unit * 3.7)
  if (pose === 'raised')
    limb(shirt, unit * 0.55, -unit * 0.8, -unit * 5.9, -unit * 1.35, -unit * 6.9, -unit * 1.2, -unit * 7.9)
  else
    limb(shirt, unit * 0.55, -unit * 0.8, -unit * 5.9, -unit * 1.15, -unit * 4.6, -unit * 0.95, -unit * 3.7)
  ctx.fillStyle = skin
  ctx.fillRect(-unit * 0.28, -unit * 6.9, unit * 0.56, unit * 0.8)
  ctx.fillStyle = shirt
  ctx.beginPath()
  ctx.roundRect(-unit * 1.02, -unit * 6.3, unit * 2.04, unit * 3.1, [
    unit * 0.8,
    unit * 0.8,
    unit * 0.4,
    unit * 0.4,
  ])
  ctx.fill()
  ctx.fillStyle = skin
  ctx.beginPath()
  ctx.ellipse(0, -unit * 7.25, unit * 0.66, unit * 0.76, 0, 0, 7)
  ctx.fill()
  ctx.fillStyle = hair
  ctx.beginPath()
  ctx.ellipse(0, -unit * 7.42, unit * 0.74, unit * 0.72, 0, Math.PI * 0.98, Math.PI * 2.02)
  if (longHair) ctx.roundRect(-unit * 0.76, -unit * 7.5, unit * 1.52, unit * 1.5, unit * 0.5)
  else ctx.ellipse(0, -unit * 7.3, unit * 0.6, unit * 0.55, 0, 0, 7)
  ctx.fill()
  if (look.shading > 0.5) {
    limb(fade(palette.light, 0.5), unit * 0.12, unit * 0.94, -unit * 5.9, unit * 0.94, -unit * 3.8)
  }
  ctx.restore()
}

/** A round platform of light to stand on where there is no ground. `x` is a share of the width. */
export const drawPlatform = ({ ctx, width, palette }: Scene, x: number, y: number): void => {
  for (const [grow, tone] of [
    [1, fade(mix(palette.near, palette.sky[1], 0.4), 0.9)],
    [0.94, fade(mix(palette.sky[1], palette.light, 0.45), 0.95)],
    [0.72, fade(palette.light, 0.5)],
  ] as const) {
    ctx.fillStyle = tone
    ctx.beginPath()
    ctx.ellipse(width * x, y + (1 - grow) * -60, width * 0.46 * grow, width * 0.085 * grow, 0, 0, 7)
    ctx.fill()
  }
}

/** Heads and shoulders along the lower edge, some with an arm up, as a crowd seen from behind. */
export const drawCrowd = (scene: Scene, wish: { y: number; rows: number; headRadius: number }): void => {
  const { ctx, width, palette, random } = scene
  const chance = random.fork('crowd')
  const ink = inkOf(palette)
  for (let row = 0; row < wish.rows; row++) {
    const near = (row + 1) / wish.rows
    const radius = wish.headRadius * (0.55 + 0.45 * near)
    const y = wish.y + row * wish.headRadius * 1.5
    const tone = mix(mix(palette.far, palette.accent, 0.35), ink, 0.35 + 0.4 * near)
    for (
      let x = -radius + chance.next() * radius;
      x < width + radius;
      x += radius * chance.between(2.5, 3.3)
    ) {
      const lift = chance.between(-0.35, 0.35) * radius
      const color = lighten(
        mix(tone, chance.pick([palette.accent, palette.accent2, palette.sky[1], tone]), 0.2),
        chance.between(-0.02, 0.03),
      )
      ctx.fillStyle = color
      ctx.beginPath()
      ctx.arc(x, y + lift, radius, 0, 7)
      ctx.roundRect(x - radius * 1.6, y + lift + radius * 1.05, radius * 3.2, radius * 5, radius * 1.3)
      ctx.fill()
      if (chance.chance(0.22)) {
        ctx.strokeStyle = color
        ctx.lineWidth = radius * 0.62
        ctx.lineCap = 'round'
        ctx.beginPath()
        ctx.moveTo(x + radius * 1.2, y + lift + radius * 2)
        ctx.lineTo(x + radius * chance.between(1.2, 2), y + lift - radius * chance.between(1.4, 2.4))
        ctx.stroke()
      }
    }
  }
}
