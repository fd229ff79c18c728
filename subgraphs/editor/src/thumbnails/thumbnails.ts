import { randomUUID } from 'node:crypto'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createCanvas, type Image, loadImage, type SKRSContext2D } from '@napi-rs/canvas'
import { captionStyles } from '../captions/caption-style.ts'
import { canvasFont } from '../captions/fonts.ts'
import { runFfmpeg } from '../render/ffmpeg.ts'
import { withoutPictographs } from '../speech/written-words.ts'
import { drawTitle, layOutTitle, rowHeight } from './title-layout.ts'

/** A still that stands for the video. */
export interface Thumbnail {
  readonly name: 'youtube' | 'portrait'
  readonly path: string
  readonly width: number
  readonly height: number
}

export interface ThumbnailInput {
  readonly videoPath: string
  readonly title: string
  readonly folder: string
  /** Moment of the frame. Default 0: before the first word there is no caption in the picture. */
  readonly atSeconds?: number
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

const accent = '#ffe034'
const jpegQuality = 92

interface Drawing {
  readonly name: Thumbnail['name']
  readonly width: number
  readonly height: number
  readonly draw: (context: SKRSContext2D, frame: Image, title: string, font: string) => void
}

/** For YouTube's lists: the upright frame at the right, the title at the left, the frame's colours behind. */
const youtube: Drawing = {
  name: 'youtube',
  width: 1280,
  height: 720,
  draw(context, frame, title, font) {
    drawBlurred(context, frame, 1280, 720)
    const side = 405
    context.save()
    context.beginPath()
    context.roundRect(1280 - side - 40, 40, side, 640, 28)
    context.clip()
    drawCover(context, frame, 1280 - side - 40, 40, side, 640)
    context.restore()
    const layout = layOutTitle(context, title, {
      widthPx: 735,
      maxRows: 5,
      largestPx: 112,
      smallestPx: 52,
      font,
    })
    const height = layout.rows.length * rowHeight(layout.sizePx)
    const top = (720 - height) / 2
    context.fillStyle = accent
    context.fillRect(56, top - 34, 120, 12)
    drawTitle(context, layout, font, 56, top)
  },
}

/** For the grids of TikTok and Reels: the frame, darkened below, with the title in the middle third that no grid cuts off. */
const portrait: Drawing = {
  name: 'portrait',
  width: 1080,
  height: 1920,
  draw(context, frame, title, font) {
    drawCover(context, frame, 0, 0, 1080, 1920)
    const shade = context.createLinearGradient(0, 620, 0, 1920)
    shade.addColorStop(0, 'rgba(0, 0, 0, 0)')
    shade.addColorStop(0.55, 'rgba(0, 0, 0, 0.7)')
    shade.addColorStop(1, 'rgba(0, 0, 0, 0.85)')
    context.fillStyle = shade
    context.fillRect(0, 620, 1080, 1300)
    const layout = layOutTitle(context, title, {
      widthPx: 900,
      maxRows: 5,
      largestPx: 132,
      smallestPx: 60,
      font,
    })
    const top = 1440 - layout.rows.length * rowHeight(layout.sizePx)
    context.fillStyle = accent
    context.fillRect(90, top - 44, 150, 14)
    drawTitle(context, layout, font, 90, top)
  },
}

function drawCover(
  context: SKRSContext2D,
  frame: Image,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  const scale = Math.max(width / frame.width, height / frame.height)
  const [w, h] = [width / scale, height / scale]
  context.drawImage(frame, (frame.width - w) / 2, (frame.height - h) / 2, w, h, x, y, width, height)
}

/** The frame so small that only its colours are left, drawn large and dimmed. */
function drawBlurred(context: SKRSContext2D, frame: Image, width: number, height: number): void {
  const small = createCanvas(16, 9)
  drawCover(small.getContext('2d'), frame, 0, 0, 16, 9)
  context.imageSmoothingEnabled = true
  context.imageSmoothingQuality = 'high'
  context.drawImage(small, 0, 0, 16, 9, -40, -40, width + 80, height + 80)
  context.fillStyle = 'rgba(0, 0, 0, 0.45)'
  context.fillRect(0, 0, width, height)
}

/** Makes a landscape and a portrait thumbnail (JPEG) of one frame of the video, with the title on it. */
export async function makeThumbnails(input: ThumbnailInput): Promise<Thumbnail[]> {
  const { videoPath, folder, atSeconds = 0, timeoutMs = 30_000, signal } = input
  const title = withoutPictographs(input.title).replace(/\s+/gu, ' ').trim()
  const font = canvasFont(captionStyles.tiktok.font)
  const frame = await frameOf(videoPath, atSeconds, folder, timeoutMs, signal)
  return Promise.all(
    [youtube, portrait].map(async ({ name, width, height, draw }) => {
      const canvas = createCanvas(width, height)
      draw(canvas.getContext('2d'), frame, title, font)
      const path = join(folder, `${name}.jpg`)
      const unfinished = `${path}.${randomUUID()}.unfinished`
      await writeFile(unfinished, await canvas.encode('jpeg', jpegQuality))
      await rename(unfinished, path)
      return { name, path, width, height }
    }),
  )
}

async function frameOf(
  path: string,
  atSeconds: number,
  folder: string,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Image> {
  const scratch = await mkdtemp(join(folder, 'frame-'))
  try {
    const still = join(scratch, 'frame.png')
    await runFfmpeg({
      inputs: [{ path, options: ['-ss', atSeconds.toFixed(3)] }],
      options: ['-frames:v', '1', '-compression_level', '1'],
      output: still,
      timeoutMs,
      signal,
    })
    return await loadImage(still)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
