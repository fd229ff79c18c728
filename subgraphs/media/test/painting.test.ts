import { createHash } from 'node:crypto'
import { type Canvas, createCanvas } from '@napi-rs/canvas'
import { describe, expect, test } from 'vitest'
import { inspectImage } from '../src/providers/image-file.ts'
import { motifs } from '../src/providers/procedural/motifs/index.ts'
import { type PaintWish, paint } from '../src/providers/procedural/paint.ts'
import { createRandom } from '../src/providers/procedural/random.ts'
import { readPrompt } from '../src/providers/procedural/read-prompt.ts'
import { settings } from '../src/providers/procedural/settings/index.ts'
import { motifWords, settingWords, styleNames } from '../src/providers/procedural/vocabulary.ts'
import { proceduralProvider } from '../src/providers/procedural.ts'
import { imageRequest } from './local-server.ts'

const wish = (change: Partial<PaintWish>): PaintWish => ({
  prompt: 'a phone on a desk',
  style: 'cinematic',
  mood: 'calm',
  cameraAngle: 'medium shot',
  seed: 1,
  width: 270,
  height: 480,
  ...change,
})

/** A picture shrunk to 9 × 16 fields of RGB: what an eye sees at a glance. */
function glance(canvas: Canvas): number[] {
  const small = createCanvas(9, 16)
  const context = small.getContext('2d')
  context.drawImage(canvas, 0, 0, 9, 16)
  const { data } = context.getImageData(0, 0, 9, 16)
  return [...data].filter((_, index) => index % 4 !== 3)
}

/** Mean difference of two glances, 0 (same) to 255. */
const difference = (first: number[], second: number[]): number =>
  first.reduce((sum, value, index) => sum + Math.abs(value - (second[index] ?? 0)), 0) / first.length

const luminances = (canvas: Canvas): number[] => {
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return Array.from({ length: data.length / 4 }, (_, index) => {
    const [red = 0, green = 0, blue = 0] = data.subarray(index * 4, index * 4 + 3)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  })
}

const headlines = [
  'FBI has grave concerns about the plan to release a controversial memo',
  'Lab-made meat could be the next food revolution',
  'Train carrying lawmakers hits truck in Virginia',
  'Global use of mosquito nets for fishing endangers wildlife',
  'A site-specific switch for cancer cells',
  'Space calling Earth, on the quantum line',
  'Where do our flaky tests come from?',
  'Saving earthquakes for the wet season',
]

describe('the embedded painter', () => {
  test('gives a full-size JPEG that costs nothing', async () => {
    const image = await proceduralProvider().generate(imageRequest())

    expect(inspectImage(image.bytes, 'it')).toEqual({ contentType: 'image/jpeg', width: 1080, height: 1920 })
    expect(image).toMatchObject({ cost: '0', width: 1080, height: 1920 })
  })

  test('paints the same picture for the same request, byte for byte', async () => {
    const bytes = async () =>
      createHash('sha256')
        .update((await proceduralProvider().generate(imageRequest())).bytes)
        .digest('hex')
    expect(await bytes()).toBe(await bytes())
  })

  test('paints clearly different pictures for different prompts', () => {
    const glances = headlines.map(prompt => glance(paint(wish({ prompt }))))
    for (const [index, first] of glances.entries()) {
      for (const second of glances.slice(index + 1)) expect(difference(first, second)).toBeGreaterThan(12)
    }
  })

  test('paints the scenes of one story differently, even when they share their words', () => {
    const glances = [1, 2, 3, 4, 5, 6].map(seed => glance(paint(wish({ prompt: headlines[0] ?? '', seed }))))
    const distances = glances.flatMap((first, index) =>
      glances.slice(index + 1).map(second => difference(first, second)),
    )
    expect(Math.min(...distances)).toBeGreaterThan(6)
    expect(distances.reduce((sum, value) => sum + value, 0) / distances.length).toBeGreaterThan(25)
  })

  test.each(styleNames)('never leaves a %s picture black or empty', style => {
    for (const prompt of headlines) {
      const light = luminances(paint(wish({ prompt, style, mood: 'dark mysterious', seed: 5 })))
      const mean = light.reduce((sum, value) => sum + value, 0) / light.length
      const spread = Math.sqrt(light.reduce((sum, value) => sum + (value - mean) ** 2, 0) / light.length)
      expect(mean, prompt).toBeGreaterThan(50)
      expect(light.filter(value => value < 26).length / light.length, prompt).toBeLessThan(0.12)
      expect(spread, prompt).toBeGreaterThan(9)
    }
  })

  test('can paint every place in every style, and every thing', () => {
    for (const style of styleNames) {
      for (const [index, place] of Object.keys(settings).entries()) {
        const words = settingWords[place as keyof typeof settingWords]
          .replaceAll('*', '')
          .split(' ')
          .slice(0, 3)
          .join(' ')
        expect(
          () => paint(wish({ prompt: words, style, seed: index, width: 54, height: 96 })),
          place,
        ).not.toThrow()
      }
    }
    for (const name of Object.keys(motifs)) {
      const words = motifWords[name as keyof typeof motifWords].replaceAll('*', '').split(' ')
      expect(
        () => paint(wish({ prompt: words.slice(0, 2).join(' '), width: 54, height: 96 })),
        name,
      ).not.toThrow()
    }
  })

  test.each([
    ['wide', 1920, 1080],
    ['square', 600, 600],
    ['tiny', 20, 30],
  ])('paints %s pictures too', (_, width, height) => {
    const canvas = paint(wish({ width, height }))
    expect([canvas.width, canvas.height]).toEqual([width, height])
  })

  test.each([
    ['', 'nothing at all'],
    ['日本語のテキスト', 'another script'],
    ['🎉🎉🎉', 'emoji'],
    ['a'.repeat(20_000), 'one endless word'],
    ['__proto__ constructor toString hasOwnProperty', 'names of the language itself'],
  ])('paints something for odd prompts: %#', prompt => {
    expect(luminances(paint(wish({ prompt }))).some(value => value > 60)).toBe(true)
  })
})

describe('reading a prompt', () => {
  const read = (prompt: string, change: Partial<PaintWish> = {}, seed = 'x') =>
    readPrompt(wish({ prompt, mood: '', cameraAngle: '', ...change }), createRandom(seed))

  test.each([
    ['A judge reads the verdict in court', 'gavel'],
    ['Her smartphones kept ringing', 'phone'],
    ['Vaccinations begin on Monday', 'syringe'],
    ['Investors bought bitcoin', 'coins'],
    ['Astronomers using telescopes', 'telescope'],
    ['A new dinosaur was found', 'dinosaur'],
    ['Late-night hosts on the speech', 'tv'],
  ])('finds the thing in "%s"', (prompt, motif) => {
    expect(read(prompt).motifs).toContain(motif)
  })

  test.each([
    ['Three planets circle the star', 'clipboard'],
    ['Storm over the coast', 'battery'],
    ['A bank of England note', 'wall'],
    ['She cares for the car', 'card'],
    ['Two black holes collide', 'golf'],
    ['NET developers', 'mosquito'],
    ['Language models learn', 'mouse'],
    ['Storm winds', 'turbine'],
    ['A systemd unit', 'ball'],
    ['Artificial intelligence', 'badge'],
    ['A hard drive', 'car'],
  ])('is not misled by words that only begin alike: "%s"', (prompt, motif) => {
    expect(read(prompt).motifs).not.toContain(motif)
  })

  test('paints what is seen, not the words of the camera and the frame', () => {
    const cameraAngle = 'medium shot at eye level'
    const { motifs } = read(`Medium shot at eye level: a phone, calm closing image with room to breathe`, {
      cameraAngle,
    })
    expect(motifs).toEqual(['phone'])
    expect(read('A phone, seen at eye-level').motifs).toEqual(['phone'])
    expect(read('An eye test', { cameraAngle }).motifs).toContain('eye')
  })

  test.each([
    ['low angle', 'low'],
    ['extreme close-up', 'close'],
    ["bird's-eye view", 'high'],
    ['Overhead flat lay', 'overhead'],
    ['establishing wide shot', 'wide'],
    ['over-the-shoulder', 'shoulder'],
    ['', 'medium'],
  ])('understands the camera "%s"', (cameraAngle, name) => {
    expect(read('a house', { cameraAngle }).camera.name).toBe(name)
  })

  test('takes mood, time, weather, people and direction from the words', () => {
    expect(read('A crowd in the rain at night while prices crash', { mood: 'somber, tense' })).toMatchObject({
      people: 'crowd',
      weather: 'rain',
      time: 'night',
      trend: 'down',
    })
  })
})
