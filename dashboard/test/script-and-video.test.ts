import { expect, test } from 'vitest'
import { positionAt, segmentStarts, toWebVtt } from '#content/spoken-position.ts'

const caption = (startSeconds: number, endSeconds: number, text: string) => ({
  startSeconds,
  endSeconds,
  text,
})
const SEGMENTS = [{ text: 'One two three.' }, { text: 'Four five six seven.' }, { text: 'Eight nine.' }]

test('a segment starts with the caption that holds its first word', () => {
  const captions = [
    caption(0, 1, 'One two'),
    caption(1, 2, 'three. Four'),
    caption(2, 3, 'five six seven.'),
    caption(3, 4, 'Eight nine.'),
  ]
  expect(segmentStarts(SEGMENTS, captions)).toEqual([0, 1, 3])
})

test('words that are written out in the captions do not move the rest far', () => {
  const segments = [{ text: 'In 1984 it began.' }, { text: 'Then it ended.' }]
  const captions = [caption(0, 2, 'In nineteen eighty four it began.'), caption(2, 4, 'Then it ended.')]
  expect(segmentStarts(segments, captions)).toEqual([0, 2])
})

test('without captions nothing is spoken anywhere', () => {
  expect(segmentStarts(SEGMENTS, [])).toEqual([0, 0, 0])
  expect(segmentStarts([], [])).toEqual([])
})

test('the position is the last segment that has begun', () => {
  expect([-1, 0, 0.9, 1, 2.9, 99].map(seconds => positionAt([0, 1, 3], seconds))).toEqual([-1, 0, 0, 1, 1, 2])
})

test('captions become a file that a player reads', () => {
  expect(toWebVtt([caption(0, 1.5, 'Hello'), caption(3725.25, 3726, 'a --> b\n\nc')])).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:01.500\nHello\n\n01:02:05.250 --> 01:02:06.000\na → b\nc\n',
  )
})
