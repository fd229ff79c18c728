import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { lighten } from './color.ts'
import { finish } from './finish.ts'
import { layouts } from './layouts/index.ts'
import { drawBokeh, drawRain, drawSnowfall } from './light.ts'
import { looks } from './look.ts'
import { choosePalette } from './palette.ts'
import { makePlan, type Plan } from './plan.ts'
import { createRandom } from './random.ts'
import { type PromptWords, readPrompt } from './read-prompt.ts'
import type { Scene } from './scene.ts'
import { settings } from './settings/index.ts'
import { drawFogBank } from './terrain.ts'

export interface PaintWish extends PromptWords {
  readonly width: number
  readonly height: number
  readonly seed: number
}

/**
 * Paints a picture from the words of a prompt: words → brief → plan → place → things and people → weather → finish.
 * The same wish gives the same pixels; another seed gives another reading of the same words.
 */
export const paint = (wish: PaintWish): Canvas => {
  const random = createRandom(`${wish.seed}/${wish.prompt}/${wish.mood}/${wish.cameraAngle}`)
  const brief = readPrompt(wish, random.fork('reading'))
  const plan = makePlan(brief, random.fork('plan'))
  const palette = choosePalette({
    style: brief.style,
    moods: brief.moods,
    time: brief.time,
    random: random.fork('palette'),
  })
  const canvas = createCanvas(wish.width, wish.height)
  const pixelRatio = Math.min(wish.width, wish.height) / 1080
  const ctx = canvas.getContext('2d')
  ctx.scale(pixelRatio, pixelRatio)
  const width = wish.width / pixelRatio
  const height = wish.height / pixelRatio
  const horizon = height * brief.camera.horizon
  const scene: Scene = {
    ctx,
    width,
    height,
    palette,
    look: looks[brief.style],
    brief,
    random: random.fork('scene'),
    horizon,
    light: placeLight(plan, { width, height, horizon }, random.fork('light')),
    pixelRatio,
  }
  lean(scene)
  const stage = settings[brief.setting](scene)
  layouts[plan.layout](scene, stage, plan)
  drawWeather(scene)
  finish(scene)
  return canvas
}

const placeLight = (
  plan: Plan,
  { width, height, horizon }: { width: number; height: number; horizon: number },
  random: ReturnType<typeof createRandom>,
): Scene['light'] => ({
  ...lightSpot(plan, { width, height, horizon }, random),
  hidden: plan.layout === 'emblem',
})

const lightSpot = (
  plan: Plan,
  { width, height, horizon }: { width: number; height: number; horizon: number },
  random: ReturnType<typeof createRandom>,
): Omit<Scene['light'], 'hidden'> =>
  plan.backlit
    ? {
        x: plan.heroX * width + random.between(-50, 50),
        y: horizon - height * random.between(0.02, 0.09),
        radius: width * random.between(0.26, 0.34),
      }
    : {
        x: width * (plan.heroX > 0.5 ? random.between(0.16, 0.36) : random.between(0.64, 0.84)),
        y: horizon * random.between(0.34, 0.66),
        radius: width * random.between(0.09, 0.14),
      }

/** Leans the whole picture for a Dutch angle, drawn a little larger so that no corner stays bare. */
const lean = ({ ctx, width, height, brief, palette }: Scene): void => {
  ctx.fillStyle = lighten(palette.sky[1], 0)
  ctx.fillRect(0, 0, width, height)
  if (brief.camera.tilt === 0) return
  ctx.translate(width / 2, height / 2)
  ctx.rotate(brief.camera.tilt)
  ctx.scale(1.17, 1.17)
  ctx.translate(-width / 2, -height / 2)
}

const drawWeather = (scene: Scene): void => {
  const { brief, height, look } = scene
  if (brief.weather === 'rain' || brief.weather === 'storm')
    drawRain(scene, brief.weather === 'storm' ? 0.8 : 0.5)
  if (brief.weather === 'snow') drawSnowfall(scene)
  if (brief.weather === 'fog') for (const y of [0.5, 0.66, 0.82]) drawFogBank(scene, height * y, 170, 0.34)
  if (look.glow > 0.6 && (brief.time === 'night' || brief.setting === 'stage')) drawBokeh(scene, 9)
}
