import { describe, expect, test } from 'vitest'
import { type Article, defaultWritingOptions } from '../src/writer/article.ts'
import { writeExtractive } from '../src/writer/extractive.ts'
import { readFeedback } from '../src/writer/feedback.ts'
import { narration, spokenSeconds } from '../src/writer/script.ts'

const article: Article = {
  topic: 'Coastal town rebuilds its old lighthouse as a library',
  summary: '',
  text: `The town of Port Ellis has turned its old lighthouse into a public library with room for 12,000 books.
Architect Mara Lind kept the spiral stairs and put reading rooms on all seven floors.
The lighthouse was built in 1887 and stood empty for 30 years after the harbour closed.
The council paid £4m for the work, and a local bank gave another million.
Critics of the council say the money was needed for the sea wall.
Engineers strengthened the tower with steel rings so that it can bear the weight of the shelves.
Children from the nearby school chose the colours of the reading rooms.
The library opens on Saturday with a concert by the town band.
Visitors can watch seals from the gallery under the lamp.
The lamp itself will shine again on winter evenings, powered by solar panels.
Fishermen gave old nets, which now hang as curtains in the hall.
Tourism officials expect 60,000 visitors a year, twice as many as before.`,
  source: 'Ellis Gazette',
  url: 'https://example.org/lighthouse',
  niche: 'general',
}

const write = (...feedback: string[]) => writeExtractive(article, { ...defaultWritingOptions, feedback })
const body = (...feedback: string[]) => write(...feedback).script.body.join(' ')
const seconds = (...feedback: string[]) => spokenSeconds(narration(write(...feedback).script))

describe('what reviewers say is understood', () => {
  test.each([
    ['Make it shorter.', [{ kind: 'shorter' }]],
    ['A bit longer please, more detail', [{ kind: 'longer' }]],
    ['The hook is boring', [{ kind: 'differentHook' }]],
    ['Mention the sea wall', [{ kind: 'mention', phrase: 'sea wall' }]],
    ['less about money', [{ kind: 'leaveOut', phrase: 'money' }]],
    [
      "Don't mention the bank, and add the seals",
      [
        { kind: 'leaveOut', phrase: 'bank' },
        { kind: 'mention', phrase: 'seals' },
      ],
    ],
    ['I am not convinced', [{ kind: 'otherSentences' }]],
  ])('%s', (note, requests) => {
    expect(readFeedback(note)).toEqual(requests)
  })
})

describe('and has its effect', () => {
  test('"shorter" and "longer" change the length', () => {
    expect(seconds('shorter')).toBeLessThan(seconds())
    expect(seconds('longer')).toBeGreaterThan(seconds())
    expect(seconds('longer', 'longer', 'longer')).toBeLessThanOrEqual(50)
    expect(seconds('shorter', 'shorter', 'shorter')).toBeGreaterThanOrEqual(15)
  })

  test('"mention X" brings a sentence about X in', () => {
    expect(body()).not.toContain('nets')
    expect(body('Please mention the old nets')).toContain('Fishermen gave old nets')
  })

  test('"mention X" tells when the source knows nothing of X', () => {
    expect(write('mention the elevator').unmet).toEqual([
      'The source says nothing about “elevator” that could be spoken.',
    ])
  })

  test('"less about Y" leaves Y out', () => {
    const without = body('less about the lighthouse stairs', 'no more about books, remove library')
    expect(without).not.toMatch(/librar/i)
  })

  test('"different hook" changes the hook and nothing is said twice', () => {
    const first = write().script
    const second = write('different hook please').script
    expect(second.hook).not.toBe(first.hook)
    expect(second.body).not.toContain(second.hook)
  })

  test('a note that asks for nothing in particular brings other sentences', () => {
    const before = write().script.body
    const after = write('I do not like it').script.body
    expect(after.filter(sentence => before.includes(sentence))).toEqual([])
  })

  test('notes add up', () => {
    const { script } = write('mention the old nets', 'shorter', 'different hook')
    expect(script.body.join(' ')).toContain('nets')
    expect(script.hook).not.toBe(write().script.hook)
  })
})
