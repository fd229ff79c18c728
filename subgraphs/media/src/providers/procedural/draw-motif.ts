import { type Canvas, createCanvas, Path2D } from '@napi-rs/canvas'
import { type Color, fade, lighten, mix } from './color.ts'
import type { Look } from './look.ts'
import { type MotifName, motifs } from './motifs/index.ts'
import type { Tone } from './motifs/shape.ts'
import { inkOf, localColor, type Palette, paperOf } from './palette.ts'
import type { Point, Scene } from './scene.ts'

export interface MotifPlacement extends Point {
  /** Half the side of the box, in logical units: the motif spans 2 × size. */
  readonly size: number
  /** Radians, clockwise. */
  readonly tilt?: number
  /** 0 = here, 1 = lost in the haze of the distance. */
  readonly distance?: number
  readonly opacity?: number
  /** How it meets the world below it. Default: 'none'. */
  readonly shadow?: 'ground' | 'drop' | 'none'
  readonly glow?: boolean
}

/** Draws one motif with its centre at x, y. */
export const drawMotif = (scene: Scene, name: MotifName, placement: MotifPlacement): void => {
  const { ctx, palette, look, pixelRatio, light } = scene
  const { x, y, size, tilt = 0, distance = 0, opacity = 1, shadow = 'none' } = placement
  if (placement.glow) drawHalo(scene, placement)
  if (shadow === 'ground') drawGroundShadow(scene, placement)
  const sprite = paintSprite(name, {
    size: size * pixelRatio,
    palette,
    look,
    distance,
    lightFrom: light.x < x ? -1 : 1,
  })
  ctx.save()
  ctx.translate(x, y)
  ctx.rotate(tilt)
  ctx.globalAlpha = opacity
  if (shadow === 'drop') {
    ctx.shadowColor = fade(lighten(palette.near, -0.06), 0.38)
    ctx.shadowBlur = size * 0.16 * pixelRatio
    ctx.shadowOffsetY = size * 0.12 * pixelRatio
    ctx.shadowOffsetX = (light.x < x ? 1 : -1) * size * 0.06 * pixelRatio
  }
  const reach = size * spriteReach
  ctx.drawImage(sprite, -reach, -reach, 2 * reach, 2 * reach)
  ctx.restore()
}

const spriteReach = 1.3

interface SpriteWish {
  /** Half side in real pixels. */
  readonly size: number
  readonly palette: Palette
  readonly look: Look
  readonly distance: number
  readonly lightFrom: -1 | 1
}

/** Paints the motif on a canvas of its own, so that light, outline and haze touch the motif alone. */
const paintSprite = (name: MotifName, { size, palette, look, distance, lightFrom }: SpriteWish): Canvas => {
  const side = Math.max(8, Math.ceil(2 * size * spriteReach))
  const canvas = createCanvas(side, side)
  const ctx = canvas.getContext('2d')
  const scale = size / 100
  ctx.translate(side / 2, side / 2)
  ctx.scale(scale, scale)
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  const colors = toneColors(palette)
  const shapes = motifs[name].shapes.flatMap(shape =>
    shape.paths.map(path => ({ ...shape, drawn: new Path2D(path) })),
  )
  if (look.outline > 0) {
    ctx.strokeStyle = colors.ink
    for (const shape of shapes) {
      ctx.lineWidth = (shape.strokeWidth ?? 0) + look.outline
      ctx.stroke(shape.drawn)
    }
  }
  for (const shape of shapes) {
    const veil = shape.tone === 'shade' || shape.tone === 'shine'
    const style = veil ? veilOf(shape.tone, palette, look) : bodyOf(colors[shape.tone], look, ctx)
    if (shape.strokeWidth === undefined) {
      ctx.fillStyle = style
      ctx.fill(shape.drawn)
    } else {
      ctx.strokeStyle = style
      ctx.lineWidth = shape.strokeWidth
      ctx.stroke(shape.drawn)
    }
    if (look.outline > 0 && !veil && shape.strokeWidth === undefined) {
      ctx.strokeStyle = fade(colors.ink, 0.85)
      ctx.lineWidth = look.outline * 0.45
      ctx.stroke(shape.drawn)
    }
  }
  ctx.globalCompositeOperation = 'source-atop'
  if (look.shading > 0.2) {
    const light = ctx.createLinearGradient(lightFrom * 110, -100, -lightFrom * 90, 110)
    light.addColorStop(0, fade(palette.light, 0.34 * look.shading))
    light.addColorStop(0.45, fade(palette.light, 0))
    light.addColorStop(1, fade(lighten(palette.near, -0.04), 0.42 * look.shading))
    ctx.fillStyle = light
    ctx.fillRect(-140, -140, 280, 280)
  }
  if (distance > 0) {
    ctx.fillStyle = fade(mix(palette.far, palette.sky[2], 0.3), distance)
    ctx.fillRect(-140, -140, 280, 280)
  }
  return canvas
}

const veilOf = (tone: 'shade' | 'shine' | Tone, palette: Palette, look: Look): string =>
  tone === 'shade'
    ? fade(lighten(palette.near, -0.05), 0.14 + 0.12 * look.shading)
    : fade('#ffffff', 0.26 + 0.14 * look.shading)

const bodyOf = (
  color: Color,
  look: Look,
  ctx: ReturnType<Canvas['getContext']>,
): string | ReturnType<typeof ctx.createLinearGradient> => {
  if (look.shading < 0.2) return color
  const gradient = ctx.createLinearGradient(0, -100, 0, 100)
  gradient.addColorStop(0, lighten(color, 0.05 * look.shading))
  gradient.addColorStop(1, lighten(color, -0.06 * look.shading))
  return gradient
}

/** What each tone looks like under a plate. Colours that things have of themselves keep some of their own. */
export const toneColors = (palette: Palette): Record<Tone, Color> => {
  const paper = paperOf(palette)
  const ink = inkOf(palette)
  return {
    paper,
    ink,
    accent: palette.accent,
    accent2: palette.accent2,
    deep: mix(palette.accent, ink, 0.38),
    metal: mix(mix('#c9d3de', palette.far, 0.35), paper, 0.2),
    steel: mix(mix('#7d8fa6', palette.far, 0.3), ink, 0.15),
    glass: mix(mix('#bfe9f7', palette.sky[1], 0.25), paper, 0.2),
    glow: mix('#fff3bf', palette.light, 0.4),
    red: localColor(palette, '#e94f4f', 0.1),
    gold: localColor(palette, '#ffc53d', 0.08),
    green: localColor(palette, '#4caf6a', 0.14),
    blue: localColor(palette, '#3f83e0', 0.14),
    brown: localColor(palette, '#a5683f', 0.16),
    pink: localColor(palette, '#ff9bb0', 0.12),
    cream: mix('#fff1d6', palette.light, 0.3),
    shade: ink,
    shine: '#ffffff',
  }
}

const drawGroundShadow = ({ ctx, palette, look, light }: Scene, { x, y, size }: MotifPlacement): void => {
  ctx.save()
  ctx.translate(x + (x - light.x) * 0.05, y + size * 0.98)
  ctx.scale(1, 0.16)
  const reach = size * 1.25
  const shadow = ctx.createRadialGradient(0, 0, 0, 0, 0, reach)
  shadow.addColorStop(0, fade(lighten(palette.near, -0.06), 0.3 + 0.3 * look.shading))
  shadow.addColorStop(0.6, fade(lighten(palette.near, -0.06), 0.14 + 0.16 * look.shading))
  shadow.addColorStop(1, fade(palette.near, 0))
  ctx.fillStyle = shadow
  ctx.fillRect(-reach, -reach, 2 * reach, 2 * reach)
  ctx.restore()
}

const drawHalo = ({ ctx, palette, look }: Scene, { x, y, size }: MotifPlacement): void => {
  const reach = size * 2.1
  const halo = ctx.createRadialGradient(x, y, size * 0.3, x, y, reach)
  halo.addColorStop(0, fade(palette.light, 0.55 * Math.max(0.4, look.glow)))
  halo.addColorStop(0.5, fade(palette.light, 0.2 * Math.max(0.4, look.glow)))
  halo.addColorStop(1, fade(palette.light, 0))
  ctx.fillStyle = halo
  ctx.fillRect(x - reach, y - reach, 2 * reach, 2 * reach)
}
