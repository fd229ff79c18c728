import { expect, it } from 'vitest'
import { renderBar } from '../src/output/bar.ts'
import { renderTable } from '../src/output/table.ts'
import { clean, columnsOf, shorten, wrap } from '../src/output/text.ts'
import { showAge, showDuration } from '../src/output/time.ts'

it.each([
  ['plain', 5],
  ['naïve', 5],
  ['nai\u0308ve', 5],
  ['人工智能', 8],
  ['コ', 2],
  ['👩‍👩‍👧 team', 7],
  ['❤️', 2],
  ['', 0],
])('%s takes %i columns', (text, columns) => expect(columnsOf(text)).toBe(columns))

it('shortens by columns, never in the middle of a letter', () => {
  expect(shorten('A long headline', 8)).toBe('A long…')
  expect(shorten('人工智能', 6)).toBe('人工…')
  expect(columnsOf(shorten('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 4))).toBeLessThanOrEqual(4)
  expect(shorten('fits', 4)).toBe('fits')
})

it('wraps between words', () => expect(wrap('one two three', 7)).toEqual(['one two', 'three']))

it('takes out what a terminal would obey', () => {
  expect(clean('a\u001b]0;title\u0007b\u001b[31mc\r\nd\te')).toBe('abc\nd e')
})

it.each([
  [0.84, '0.8 s'],
  [9.96, '10 s'],
  [59.6, '1 min 00 s'],
  [185, '3 min 05 s'],
  [7800, '2 h 10 min'],
  [273_600, '3 d 4 h'],
])('%d s are %s', (seconds, text) => expect(showDuration(seconds)).toBe(text))

it('tells ages in the largest unit', () => {
  const at = Date.parse('2026-01-02T00:00:00Z')
  expect(showAge('2026-01-01T00:00:00Z', at)).toBe('1 d ago')
  expect(showAge('2026-01-02T00:05:00Z', at)).toBe('in 5 min')
})

it('draws bars in eighths of a column, or in ASCII', () => {
  expect(renderBar(0.5, 4, true)).toBe('██░░')
  expect(renderBar(0.6, 4, true)).toBe('██▍░')
  expect(renderBar(2, 4, true)).toBe('████')
  expect(renderBar(0.5, 4, false)).toBe('##--')
})

it('fits a table into a terminal: flexible columns shrink, then optional ones go', () => {
  const columns = [
    { header: 'ID', value: () => 'x'.repeat(10) },
    { header: 'TITLE', value: () => 'A title of some thirty columns', flexible: true },
    { header: 'NOTE', value: () => 'eight_88', optional: true },
  ]
  const lines = (width: number) => renderTable(columns, [1], width, text => text)
  expect(lines(80)[1]).toBe('xxxxxxxxxx  A title of some thirty columns  eight_88')
  expect(lines(38)[1]).toBe('xxxxxxxxxx  A title of some…  eight_88')
  expect(lines(28)).toEqual(['ID          TITLE', 'xxxxxxxxxx  A title of some…'])
  expect(lines(10)[1]).toBe('xxxxxxxxxx  A title of…')
})
