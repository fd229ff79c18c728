import { type Color, fade, lighten, mix } from './color.ts'
import type { Random } from './random.ts'
import type { Point, Scene } from './scene.ts'
import { heightAt } from './terrain.ts'

/** A fir: tiers of boughs that widen downwards, lit on one side. */
export const drawPine = ({ ctx, light, look }: Scene, foot: Point, height: number, color: Color): void => {
  const tiers = height > 140 ? 6 : 4
  const half = height * 0.2
  const outline = (side: -1 | 1): void => {
    for (let tier = 1; tier <= tiers; tier++) {
      const y = foot.y - height + (tier / tiers) * height * 0.9
      const reach = half * (tier / tiers) ** 0.85
      ctx.lineTo(foot.x + side * reach, y)
      if (tier < tiers) ctx.lineTo(foot.x + side * reach * 0.5, y - height * 0.025)
    }
  }
  ctx.fillStyle = color
  ctx.beginPath()
  ctx.moveTo(foot.x, foot.y - height)
  outline(1)
  ctx.lineTo(foot.x + half * 0.16, foot.y - height * 0.1)
  ctx.lineTo(foot.x + half * 0.14, foot.y + 4)
  ctx.lineTo(foot.x - half * 0.14, foot.y + 4)
  ctx.lineTo(foot.x - half * 0.16, foot.y - height * 0.1)
  ctx.lineTo(foot.x - half, foot.y - height * 0.1)
  ctx.lineTo(foot.x, foot.y - height)
  outline(-1)
  ctx.lineTo(foot.x, foot.y - height * 0.1)
  ctx.closePath()
  ctx.fill()
  if (height < 90 || look.shading < 0.1) return
  ctx.fillStyle = fade(lighten(color, 0.12), 0.55)
  ctx.beginPath()
  ctx.moveTo(foot.x, foot.y - height)
  outline(light.x < foot.x ? -1 : 1)
  ctx.lineTo(foot.x, foot.y - height * 0.1)
  ctx.closePath()
  ctx.fill()
}

/** A broad-leaved tree: a cluster of round crowns. */
export const drawBroadleaf = (
  { ctx, light }: Scene,
  foot: Point,
  height: number,
  color: Color,
  chance: Random,
): void => {
  const crown = height * 0.36
  ctx.fillStyle = mix(color, '#5a4030', 0.5)
  ctx.fillRect(foot.x - height * 0.035, foot.y - height * 0.5, height * 0.07, height * 0.52)
  const side = light.x < foot.x ? -1 : 1
  const clumps = Array.from({ length: 5 }, () => ({
    x: foot.x + chance.between(-0.75, 0.75) * crown,
    y: foot.y - height * 0.66 + chance.between(-0.5, 0.42) * crown,
    radius: crown * chance.between(0.48, 0.72),
  }))
  for (const [grow, tone] of [
    [1, color],
    [0.62, lighten(color, 0.07)],
  ] as const) {
    ctx.fillStyle = tone
    ctx.beginPath()
    for (const clump of clumps) {
      const shift = (1 - grow) * clump.radius * 0.55
      ctx.moveTo(clump.x + side * shift + clump.radius * grow, clump.y - shift)
      ctx.arc(clump.x + side * shift, clump.y - shift, clump.radius * grow, 0, 7)
    }
    ctx.fill()
  }
}

/** Sows trees along a line, denser where the chance clusters them. */
export const sowTrees = (
  scene: Scene,
  line: readonly Point[],
  wish: {
    kind: 'pine' | 'broadleaf'
    count: number
    size: number
    color: Color
    label: string
    keepClear?: readonly [number, number]
  },
): void => {
  const chance = scene.random.fork(`trees-${wish.label}`)
  const clusters = Array.from({ length: 3 }, () => chance.next())
  for (let index = 0; index < wish.count; index++) {
    const cluster = chance.chance(0.6)
      ? (clusters[index % 3] ?? 0.5) + chance.between(-0.12, 0.12)
      : chance.next()
    const x = cluster * scene.width
    const size = wish.size * chance.between(0.55, 1.15)
    if (wish.keepClear !== undefined && x > wish.keepClear[0] && x < wish.keepClear[1]) continue
    const foot = { x, y: heightAt(line, x) + 6 }
    if (wish.kind === 'pine') drawPine(scene, foot, size, wish.color)
    else drawBroadleaf(scene, foot, size * 0.8, wish.color, chance)
  }
}

/** Blades of grass along the lower edge or a line, the nearest thing to the eye. */
export const drawGrass = (
  scene: Scene,
  line: readonly Point[],
  size: number,
  color: Color,
  count = 150,
): void => {
  const { ctx, width, random } = scene
  const chance = random.fork(`grass-${size}`)
  ctx.fillStyle = color
  ctx.beginPath()
  for (let index = 0; index < count; index++) {
    const x = chance.next() * width
    const y = heightAt(line, x) + 5
    const tall = size * chance.between(0.4, 1.1)
    const bend = chance.between(-0.45, 0.45) * tall
    ctx.moveTo(x - tall * 0.05, y)
    ctx.quadraticCurveTo(x, y - tall * 0.6, x + bend, y - tall)
    ctx.quadraticCurveTo(x + tall * 0.1, y - tall * 0.5, x + tall * 0.06, y)
  }
  ctx.fill()
}

/** Dark leaves that reach in from a corner and frame the view. */
export const drawFrameLeaves = (scene: Scene, corner: 'left' | 'right', color: Color): void => {
  const { ctx, width, height, random } = scene
  const chance = random.fork(`frame-${corner}`)
  const side = corner === 'left' ? 1 : -1
  const origin = { x: corner === 'left' ? -30 : width + 30, y: height + 20 }
  for (let index = 0; index < 9; index++) {
    const angle = -Math.PI / 2 + side * (0.05 + index * 0.15 + chance.between(-0.06, 0.06))
    const length = chance.between(220, 420) * (1 - index * 0.035)
    ctx.save()
    ctx.translate(origin.x + side * index * 26, origin.y)
    ctx.rotate(angle)
    ctx.fillStyle = lighten(color, chance.between(-0.02, 0.06))
    ctx.beginPath()
    ctx.moveTo(0, 0)
    ctx.bezierCurveTo(length * 0.3, -length * 0.2, length * 0.75, -length * 0.16, length, 0)
    ctx.bezierCurveTo(length * 0.75, length * 0.12, length * 0.3, length * 0.16, 0, 0)
    ctx.fill()
    ctx.restore()
  }
}
