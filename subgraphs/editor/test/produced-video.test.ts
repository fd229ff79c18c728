import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { textWidthPx } from '../src/captions/caption-layout.ts'
import { captionStyles } from '../src/captions/caption-style.ts'
import { runFfmpeg } from '../src/render/ffmpeg.ts'
import { type ProducedVideo, produceVideo, videoFiles } from '../src/render/produce-video.ts'
import { type RenderStepName, renderSteps, stepResults } from '../src/render/steps.ts'
import { openWorkFolder, type WorkFolder } from '../src/render/work-folder.ts'
import { festival } from '../src/speech/festival.ts'
import type { SpeechProvider } from '../src/speech/speech-provider.ts'
import { measureVideo } from '../src/validation/measure-video.ts'
import { samplePicture } from './sample-render.ts'

const segments = [
  { position: 0, kind: 'HOOK' as const, text: 'Did rain ever fall on Mars?' },
  {
    position: 1,
    kind: 'BODY' as const,
    text: 'A small rover found ripples in old mud. They formed 3.5 billion years ago, when water stood in a lake.',
  },
  { position: 2, kind: 'BODY' as const, text: 'Now a team wants to bring some of it home to Earth.' },
  { position: 3, kind: 'CALL_TO_ACTION' as const, text: 'Follow for more, and tell us what you think.' },
]

let folder: string
let work: WorkFolder
let video: ProducedVideo
const steps: RenderStepName[] = []

const produce = (
  opened: WorkFolder,
  onStepStarted?: (step: RenderStepName) => Promise<void>,
  signal?: AbortSignal,
) =>
  produceVideo({
    title: 'Rain on Mars 🌧: what a rover found in the mud of an old lake',
    segments,
    images: [0, 1, 2, 3].map(index => ({ path: join(folder, `${index}.jpg`), segments: [index] })),
    platform: 'YOUTUBE_SHORTS',
    captionStyle: 'tiktok',
    speechProviders: [festival()],
    work: opened,
    signal,
    onStepStarted,
  })

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "orion video's, [test]; "))
  for (const index of [0, 1, 2, 3]) await writeFile(join(folder, `${index}.jpg`), await samplePicture(index))
  work = await openWorkFolder(join(folder, 'work'), 'one')
  video = await produce(work, async step => void steps.push(step))
}, 180_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

/** One frame of the video at a moment, as pixels. */
async function frameAt(seconds: number) {
  const path = join(folder, `frame-${seconds.toFixed(3)}.png`)
  const options = ['-frames:v', '1']
  await runFfmpeg({
    inputs: [{ path: work.file(videoFiles.video), options: ['-ss', seconds.toFixed(3)] }],
    options,
    output: path,
    timeoutMs: 30_000,
  })
  const image = await loadImage(path)
  const canvas = createCanvas(image.width, image.height)
  const context = canvas.getContext('2d')
  context.drawImage(image, 0, 0)
  return (x: number, y: number, width: number, height: number) =>
    context.getImageData(x, y, width, height).data
}

/** How many pixels have the yellow of a word that is being spoken, and where they are. */
function litPixels(data: Uint8ClampedArray, width: number) {
  const columns: number[] = []
  for (let at = 0; at < data.length; at += 4) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3)
    if (red > 225 && green > 190 && blue < 110) columns.push((at / 4) % width)
  }
  return { count: columns.length, left: Math.min(...columns), right: Math.max(...columns) }
}

test('it is an upright video that keeps every rule', () => {
  expect(steps).toEqual([...renderSteps])
  expect(video.validation.rules.filter(rule => !rule.passed)).toEqual([])
  expect(video.validation).toMatchObject({
    isValid: true,
    score: 1,
    width: 1080,
    height: 1920,
    framesPerSecond: 30,
  })
  expect(Math.abs(video.validation.loudnessLufs + 14)).toBeLessThanOrEqual(1)
  expect(video.validation.truePeakDbtp).toBeLessThanOrEqual(-1)
})

test('it is as long as the narration and a short tail, to the frame', async () => {
  const measured = await measureVideo(work.file(videoFiles.video))
  expect(measured.video?.frames).toBe(Math.round(video.stitch.durationSeconds * 30))
  expect(video.stitch.durationSeconds - video.speech.durationSeconds).toBeGreaterThan(0.3)
  expect(video.stitch.durationSeconds - video.speech.durationSeconds).toBeLessThan(0.7)
  expect(Math.abs(measured.durationSeconds - video.stitch.durationSeconds)).toBeLessThan(0.03)
})

test('its parts follow each other without a broken time', async () => {
  const report = await runFfmpeg({
    inputs: [{ path: work.file(videoFiles.video) }],
    filterGraph: '[0:v]select=gt(abs(t-prev_t-1/30)\\,0.0005)*gt(n\\,0),metadata=print:file=-[odd]',
    options: ['-map', '[odd]', '-fps_mode', 'passthrough'],
    timeoutMs: 60_000,
  })
  expect(report).toMatch(/frame=\s*0 .*Lsize/s)
})

test('each picture is seen while its segment is spoken', async () => {
  expect(new Set(video.stitch.scenes.map(scene => scene.imageIndex)).size).toBe(4)
  const hues = ['red', 'green', 'blue', 'brown']
  for (const scene of video.stitch.scenes) {
    const pixels = await frameAt((scene.from + scene.to) / 60)
    const [red = 0, green = 0, blue = 0] = pixels(1020, 300, 1, 1)
    const seen = blue > red && blue > green ? 'blue' : green > red ? 'green' : green > 60 ? 'brown' : 'red'
    expect(seen).toBe(hues[scene.imageIndex])
  }
})

test('captions light up the word that is heard, inside the safe area, and nothing before the first word', async () => {
  const words = video.speech.sentences.flatMap(sentence => sentence.words)
  const nothing = (await frameAt(0))(0, 1000, 1080, 400)
  expect(litPixels(nothing, 1080).count).toBe(0)
  for (const word of [words[2], words[8], words[15], words.at(-1)]) {
    if (!word) throw new Error('the script is too short')
    const lit = litPixels(
      (await frameAt((word.startSeconds + word.endSeconds) / 2))(0, 1000, 1080, 400),
      1080,
    )
    // As wide as this word is in Montserrat, rim left out: neither another word nor another font would be.
    const width =
      textWidthPx(word.text.toUpperCase(), captionStyles.tiktok) - 2 * captionStyles.tiktok.outlinePx
    expect(Math.abs(lit.right - lit.left - width)).toBeLessThan(0.08 * width)
    expect(lit.left).toBeGreaterThanOrEqual(100)
    expect(lit.right).toBeLessThanOrEqual(980)
  }
})

test('thumbnails are whole pictures of their sizes', async () => {
  for (const { file, width, height } of video.thumbnails) {
    const bytes = await readFile(work.file(file))
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
    expect(await loadImage(bytes)).toMatchObject({ width, height })
  }
  expect(video.thumbnails.map(({ name, width, height }) => [name, width, height])).toEqual([
    ['youtube', 1280, 720],
    ['portrait', 1080, 1920],
  ])
})

test('nothing is left over but results', async () => {
  const left = (await readdir(work.path)).filter(name => /part-|unfinished|frame-/.test(name))
  expect(left).toEqual([])
})

test('a second call does nothing again; other input begins anew', async () => {
  const before = await stat(work.file(videoFiles.video))
  expect(await produce(await openWorkFolder(work.path, 'one'))).toEqual(video)
  expect((await stat(work.file(videoFiles.video))).mtimeMs).toBe(before.mtimeMs)
  const other = await openWorkFolder(join(folder, 'other'), 'one')
  await other.step('speech', stepResults.SPEECH, async () => video.speech)
  expect(await readdir((await openWorkFolder(join(folder, 'other'), 'two')).path)).toEqual(['input.txt'])
})

test('an aborted render ends at once and can be taken up again', async () => {
  const aborted = await openWorkFolder(join(folder, 'aborted'), 'one')
  const stop = new AbortController()
  const rendering = produce(
    aborted,
    async step => void (step === 'STITCH' && stop.abort(new Error('the service stops'))),
    stop.signal,
  )
  await expect(rendering).rejects.toThrow(/aborted|the service stops/)
  const left = await readdir(aborted.path)
  expect(left).toContain('captions.done.json')
  expect(left).not.toContain('stitch.done.json')
})

test('a script that takes longer to say than the platform takes videos is refused before anything is drawn', async () => {
  const sampleRate = 8_000
  const tooLong: SpeechProvider = {
    ...festival(),
    async synthesize() {
      const samples = Int16Array.from({ length: 141 * sampleRate }, (_, at) => 9_000 * Math.sin(at / 5))
      const words = [{ text: 'Slowly.', startSeconds: 0, endSeconds: 141 }]
      return { samples, sampleRate, durationSeconds: 141, words, timing: 'measured' }
    },
  }
  const opened = await openWorkFolder(join(folder, 'too-long'), 'one')
  const producing = produceVideo({
    title: 'Slowly',
    segments: [{ position: 0, kind: 'HOOK', text: 'Slowly.' }],
    images: [{ path: join(folder, '0.jpg'), segments: [] }],
    platform: 'X',
    captionStyle: 'minimal',
    speechProviders: [tooLong],
    work: opened,
  })
  await expect(producing).rejects.toThrow(
    /takes 14\d s to say, and a video for X may last 140 s at most; shorten it to 60 s/,
  )
  expect(await readdir(opened.path)).toEqual(['input.txt'])
})

test('a picture that is a playlist in truth is refused, and so is a broken one', async () => {
  const trap = join(folder, 'trap')
  const refused = (content: string | Buffer) =>
    writeFile(join(trap, 'image.jpg'), content).then(async () => {
      const opened = await openWorkFolder(join(trap, 'work'), String(content.length))
      await opened.step('speech', stepResults.SPEECH, async () => video.speech)
      await writeFile(opened.file(videoFiles.narration), await readFile(work.file(videoFiles.narration)))
      return produceVideo({
        title: 'Trap',
        segments,
        images: [{ path: join(trap, 'image.jpg'), segments: [] }],
        platform: 'TIKTOK',
        captionStyle: 'minimal',
        speechProviders: [festival()],
        work: opened,
      })
    })
  await mkdir(trap)
  await expect(refused('#EXTM3U\n#EXTINF:5,\nfile:///etc/passwd\n')).rejects.toThrow(
    'is no JPEG, PNG or WebP picture',
  )
  await expect(refused(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3, 4, 5, 6, 7, 8, 9]))).rejects.toThrow(
    'ffmpeg failed',
  )
})
