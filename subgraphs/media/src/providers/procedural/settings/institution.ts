import { fade, lighten, mix } from '../color.ts'
import { layerColor } from '../palette.ts'
import { drawBroadleaf } from '../plants.ts'
import type { Scene } from '../scene.ts'
import { drawSky } from '../sky.ts'
import { drawSkyline } from './city.ts'
import type { Setting } from './setting.ts'

/** A house of state: a colonnade under a dome, steps in front, flags in the wind. */
export const institution: Setting = scene => {
  const { ctx, width, height, horizon, palette, random } = scene
  drawSky(scene)
  drawSkyline(scene, 0, horizon + 40)
  const lawn = ctx.createLinearGradient(0, horizon, 0, height)
  lawn.addColorStop(0, mix(palette.far, '#8fb87a', 0.35))
  lawn.addColorStop(1, mix(layerColor(palette, 0.85), '#4f7f5a', 0.2))
  ctx.fillStyle = lawn
  ctx.fillRect(0, horizon + 30, width, height - horizon)
  const foot = horizon + (height - horizon) * 0.26
  drawFront(scene, foot)
  drawSteps(scene, foot)
  const chance = random.fork('trees')
  for (const side of [0.03, 0.97]) {
    drawBroadleaf(
      scene,
      { x: width * side, y: foot + 70 },
      330,
      mix(layerColor(palette, 0.8), '#3f7d4a', 0.35),
      chance,
    )
  }
  return { ground: foot + (height - foot) * 0.5, solid: true, outdoors: true }
}

const drawFront = ({ ctx, width, palette, look, random }: Scene, foot: number): void => {
  const stone = mix(mix('#fbf3e4', palette.light, 0.3), palette.sky[1], 0.1)
  const shade = mix(stone, palette.near, 0.28)
  const middle = width / 2
  const half = width * 0.39
  const tall = width * 0.36
  ctx.fillStyle = mix(shade, palette.near, 0.25)
  ctx.fillRect(middle - half, foot - tall, half * 2, tall)
  if (random.fork('dome').chance(0.6)) {
    ctx.fillStyle = shade
    ctx.fillRect(middle - half * 0.36, foot - tall * 1.62, half * 0.72, tall * 0.4)
    const dome = ctx.createLinearGradient(middle - half * 0.4, 0, middle + half * 0.4, 0)
    dome.addColorStop(0, lighten(stone, 0.02))
    dome.addColorStop(1, mix(stone, palette.near, 0.42))
    ctx.fillStyle = dome
    ctx.beginPath()
    ctx.ellipse(middle, foot - tall * 1.6, half * 0.42, tall * 0.5, 0, Math.PI, 2 * Math.PI)
    ctx.fill()
    ctx.fillRect(middle - 7, foot - tall * 2.32, 14, tall * 0.26)
  }
  ctx.fillStyle = stone
  ctx.beginPath()
  ctx.moveTo(middle - half * 1.08, foot - tall)
  ctx.lineTo(middle, foot - tall * 1.36)
  ctx.lineTo(middle + half * 1.08, foot - tall)
  ctx.fill()
  ctx.fillStyle = shade
  ctx.beginPath()
  ctx.moveTo(middle - half * 0.8, foot - tall * 1.035)
  ctx.lineTo(middle, foot - tall * 1.28)
  ctx.lineTo(middle + half * 0.8, foot - tall * 1.035)
  ctx.fill()
  ctx.fillStyle = lighten(stone, 0.02)
  ctx.fillRect(middle - half * 1.05, foot - tall * 1.01, half * 2.1, tall * 0.1)
  for (let column = 0; column < 8; column++) {
    const x = middle - half * 0.97 + (column * half * 1.94) / 8 + half * 0.04
    const wide = half * 0.13
    const round = ctx.createLinearGradient(x, 0, x + wide, 0)
    round.addColorStop(0, lighten(stone, 0.03))
    round.addColorStop(0.45, stone)
    round.addColorStop(1, look.shading > 0.2 ? mix(stone, palette.near, 0.45) : shade)
    ctx.fillStyle = round
    ctx.fillRect(x, foot - tall * 0.91, wide, tall * 0.91)
    ctx.fillStyle = stone
    ctx.fillRect(x - wide * 0.18, foot - tall * 0.94, wide * 1.36, tall * 0.06)
    ctx.fillRect(x - wide * 0.18, foot - tall * 0.06, wide * 1.36, tall * 0.06)
  }
  ctx.fillStyle = fade(palette.light, 0.5)
  ctx.fillRect(middle - half * 0.09, foot - tall * 0.5, half * 0.18, tall * 0.5)
}

const drawSteps = ({ ctx, width, height, palette }: Scene, foot: number): void => {
  const stone = mix('#f6ecdc', palette.sky[1], 0.18)
  let y = foot
  for (let step = 0; y < height; step++) {
    const tall = 16 + step * 5
    const half = width * (0.44 + step * 0.028)
    ctx.fillStyle = mix(stone, palette.near, 0.06 + step * 0.028)
    ctx.fillRect(width / 2 - half, y, half * 2, tall)
    ctx.fillStyle = fade(palette.near, 0.2)
    ctx.fillRect(width / 2 - half, y + tall * 0.7, half * 2, tall * 0.3)
    y += tall
  }
}
