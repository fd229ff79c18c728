import { expect, test } from 'vitest'
import { motionFor } from '../src/render/motion.ts'
import { planScenes } from '../src/render/scene-plan.ts'
import { fadeFrames, videoParts, visibleFrames } from '../src/render/video-parts.ts'

/** Sentences of the given lengths in seconds, four words a second, the n-th belonging to segment n unless told. */
function speech(lengths: readonly number[], positionOf: (index: number) => number = index => index) {
  let start = 0
  return lengths.map((length, index) => {
    const startSeconds = start
    const words = Array.from({ length: length * 4 }, (_, at) => ({
      text: 'word',
      startSeconds: startSeconds + at / 4,
      endSeconds: startSeconds + (at + 1) / 4,
    }))
    start += length
    return {
      position: positionOf(index),
      kind: 'BODY' as const,
      text: 'words',
      startSeconds,
      endSeconds: start,
      words,
    }
  })
}

const anywhere = (count: number) => Array.from({ length: count }, () => ({ segments: [] }))

test('pictures change between sentences', () => {
  const scenes = planScenes({ sentences: speech([4, 6, 5, 5]), pictures: anywhere(4), totalFrames: 600 })
  expect(scenes.map(scene => [scene.imageIndex, scene.from, scene.to])).toEqual([
    [0, 0, 120],
    [1, 120, 300],
    [2, 300, 450],
    [3, 450, 600],
  ])
})

test('a picture is seen while its segment is spoken', () => {
  const pictures = [{ segments: [0] }, { segments: [1] }, { segments: [2] }]
  const scenes = planScenes({ sentences: speech([3, 7, 3]), pictures, totalFrames: 390 })
  expect(scenes.map(scene => [scene.imageIndex, scene.from])).toEqual([
    [0, 0],
    [1, 90],
    [2, 300],
  ])
})

test('a picture made for a long segment is shown again with another movement', () => {
  const pictures = [{ segments: [0] }, { segments: [1] }]
  const scenes = planScenes({
    sentences: speech([5, 5, 5, 5], index => (index === 0 ? 0 : 1)),
    pictures,
    totalFrames: 600,
  })
  expect(scenes.map(scene => scene.imageIndex)).toEqual([0, 1, 1, 1])
  expect(motionFor(1, 150)).not.toEqual(motionFor(2, 150))
})

test('few pictures come by turns, many are thinned out, and first and last stay', () => {
  const few = planScenes({ sentences: speech([5, 5, 5, 5, 5, 5]), pictures: anywhere(2), totalFrames: 900 })
  expect(few.map(scene => scene.imageIndex)).toEqual([0, 1, 0, 1, 0, 1])
  const many = planScenes({ sentences: speech([4, 4]), pictures: anywhere(20), totalFrames: 240 })
  expect(many.length).toBe(4)
  expect([many[0]?.imageIndex, many.at(-1)?.imageIndex]).toEqual([0, 19])
})

test.each([1, 2, 4, 7])('%i pictures fill any narration without gap or overlap', count => {
  for (const lengths of [[2], [1, 1, 1], [15], [3, 9, 2, 8, 20, 1]]) {
    const totalFrames = Math.ceil((lengths.reduce((sum, length) => sum + length) + 0.45) * 30)
    const scenes = planScenes({ sentences: speech(lengths), pictures: anywhere(count), totalFrames })
    expect(scenes[0]?.from).toBe(0)
    expect(scenes.at(-1)?.to).toBe(totalFrames)
    expect(scenes.slice(1).map(scene => scene.from)).toEqual(scenes.slice(0, -1).map(scene => scene.to))
    for (const scene of scenes) expect(scene.to - scene.from).toBeGreaterThan(fadeFrames * 2)
  }
})

test('parts follow each other frame by frame, and every picture moves on where a fade left it', () => {
  const scenes = planScenes({ sentences: speech([4, 6, 9, 5]), pictures: anywhere(4), totalFrames: 733 })
  const parts = videoParts(scenes)
  expect(parts[0]?.from).toBe(0)
  expect(parts.at(-1)?.to).toBe(733)
  expect(parts.slice(1).map(part => part.from)).toEqual(parts.slice(0, -1).map(part => part.to))
  for (const index of scenes.keys()) {
    const seen = parts
      .flatMap(part => [part.scene, ...(part.fadesTo ? [part.fadesTo] : [])])
      .filter(span => span.sceneIndex === index)
    let next = 0
    for (const span of seen.sort((a, b) => a.offset - b.offset)) {
      expect(span.offset).toBe(next)
      next += span.frames
    }
    expect(next).toBe(visibleFrames(scenes, index))
  }
})
