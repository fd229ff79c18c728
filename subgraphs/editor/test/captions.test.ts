import { expect, test } from 'vitest'
import { layOut, textWidthPx } from '../src/captions/caption-layout.ts'
import { captionLines } from '../src/captions/caption-lines.ts'
import { captionStyles, captionWidthPx, subtitleStyles } from '../src/captions/caption-style.ts'
import { subStationAlpha } from '../src/captions/sub-station-alpha.ts'
import { subRip } from '../src/captions/subrip.ts'
import { webVtt } from '../src/captions/web-vtt.ts'

/** Words of a quarter of a second each, from a moment on. */
function sentence(text: string, fromSeconds = 0) {
  const words = text.split(' ').map((word, at) => ({
    text: word,
    startSeconds: fromSeconds + at / 4,
    endSeconds: fromSeconds + (at + 1) / 4,
  }))
  return { words }
}

const textsOf = (lines: ReturnType<typeof captionLines>): string[] =>
  lines.map(line => line.words.map(word => word.text).join(' '))

test('lines follow phrases, keep within their limits and never mix sentences', () => {
  const sentences = [
    sentence('The regulator said on Tuesday that prices for mobile data could drop sharply, and soon.'),
    sentence('It charges loyal customers more.', 4),
  ]
  const lines = captionLines(sentences, captionStyles.tiktok)
  for (const line of lines) {
    expect(line.words.length).toBeLessThanOrEqual(4)
    expect(line.words.map(word => word.text).join(' ').length).toBeLessThanOrEqual(20)
  }
  const texts = textsOf(lines)
  expect(texts.join(' ')).toBe(
    'The regulator said on Tuesday that prices for mobile data could drop sharply, and soon. It charges loyal customers more.',
  )
  for (const text of texts) expect(text).not.toMatch(/\b(the|on|for|that)$/i)
  expect(texts.some(text => text.includes('soon. It'))).toBe(false)
})

test('a line stays until the next one, but not over a long pause', () => {
  const lines = captionLines([sentence('One two.'), sentence('Three four.', 0.625), sentence('Five.', 9)], {
    maxWords: 4,
    maxCharacters: 20,
  })
  expect(lines.map(line => [line.startSeconds, line.endSeconds])).toEqual([
    [0, 0.625],
    [0.625, 1.425],
    [9, 9.55],
  ])
})

test('SubRip and WebVTT tell the same times; WebVTT times each word', () => {
  const lines = captionLines([sentence('Tom & Jerry <live>', 3661.5)], { maxWords: 4, maxCharacters: 30 })
  expect(subRip(lines)).toBe('1\n01:01:01,500 --> 01:01:02,800\nTom & Jerry <live>\n')
  expect(webVtt(lines)).toBe(
    'WEBVTT\nKind: captions\nLanguage: en\n\n01:01:01.500 --> 01:01:02.800\nTom <01:01:01.750>&amp; <01:01:02.000>Jerry <01:01:02.250>&lt;live&gt;\n',
  )
})

test('burned captions light up one word at a time, and text cannot give commands', () => {
  const lines = captionLines([sentence('Big {\\b1} news')], captionStyles.youtube)
  const events = subStationAlpha(lines, captionStyles.youtube)
    .split('\n')
    .filter(line => line.startsWith('Dialogue:'))
  expect(events.map(event => event.split(',').slice(1, 3))).toEqual([
    ['0:00:00.00', '0:00:00.25'],
    ['0:00:00.25', '0:00:00.50'],
    ['0:00:00.50', '0:00:01.05'],
  ])
  const texts = events.map(event =>
    event
      .replace(/\{[^}]*\}/g, '')
      .split(',')
      .at(-1),
  )
  expect(new Set(texts)).toEqual(new Set(['Big (/b1) news']))
  expect(events.every(event => event.match(/\\1c&H00FFE15C&/g)?.length === 1)).toBe(true)
})

test('every caption fits between the margins, an endless word too', () => {
  for (const name of subtitleStyles) {
    const style = captionStyles[name]
    for (const text of ['WWWWWW WWWWWWW WWWWWW', 'Donaudampfschifffahrtsgesellschaft', 'a b']) {
      const words = text.split(' ')
      const { rows, scale } = layOut(words, style)
      expect(rows.flat()).toEqual(words.map((_, at) => at))
      for (const row of rows) {
        expect(textWidthPx(row.map(at => words[at]).join(' '), style) * scale).toBeLessThanOrEqual(
          captionWidthPx + 1,
        )
      }
    }
  }
})
