import { describe, expect, it } from 'vitest'
import { limitsOf, type PostLimits } from '../src/platforms/post-limits.ts'
import { composePostText, composePostTitle, cutAtWord, tidyHashtags } from '../src/platforms/post-text.ts'

const content = {
  title: 'A title',
  description: 'Some words that tell more about it.',
  hashtags: ['one', '#two', 'three'],
}
const limits = (textLength: number, change: Partial<PostLimits> = {}): PostLimits => ({
  titleLength: null,
  textLength,
  hashtags: 30,
  durationSeconds: 60,
  ...change,
})

describe('the text of a post', () => {
  it('has title, description and hashtags where there is room', () => {
    expect(composePostText(content, limits(2200))).toBe(
      'A title\n\nSome words that tell more about it.\n\n#one #two #three',
    )
  })

  it('leaves the title to its own field where the platform has one', () => {
    expect(composePostText(content, limitsOf.YOUTUBE_SHORTS)).toBe(
      'Some words that tell more about it.\n\n#one #two #three',
    )
    expect(composePostTitle('word '.repeat(40), limitsOf.YOUTUBE_SHORTS)).toMatch(/^(word ){18,19}word…$/)
    expect(composePostTitle('A title', limitsOf.TIKTOK)).toBe('')
  })

  it('leaves out the hashtags that do not fit, or are too many', () => {
    expect(composePostText(content, limits(55))).toBe(
      'A title\n\nSome words that tell more about it.\n\n#one #two',
    )
    expect(composePostText(content, limits(2200, { hashtags: 1 }))).toMatch(/\n\n#one$/)
  })

  it('keeps room for the first hashtags when the description is long', () => {
    const text = composePostText({ ...content, description: 'word '.repeat(100) }, limits(200))
    expect(text).toMatch(/word…\n\n#one #two #three$/)
    expect(text.length).toBeLessThanOrEqual(200)
  })

  it('is within every limit, and has no half characters', () => {
    const odd = {
      title: '👩‍👩‍👧‍👦 家族'.repeat(5),
      description: 'é👍🏽 '.repeat(30),
      hashtags: ['日本', '#👍'],
    }
    for (let limit = 1; limit < 120; limit++) {
      for (const words of [content, odd]) {
        const text = composePostText(words, limits(limit))
        expect(text.length).toBeLessThanOrEqual(limit)
        expect(text).not.toMatch(/\p{Surrogate}/u)
      }
    }
  })

  it('is cut at a word', () => {
    expect(composePostText({ ...content, hashtags: [] }, limits(36))).toBe(
      'A title\n\nSome words that tell more…',
    )
    expect(cutAtWord('Well, then: go', 12)).toBe('Well, then…')
    expect(cutAtWord('Donaudampfschifffahrt', 8)).toBe('Donauda…')
    expect(cutAtWord('今日はとても良い天気です', 6).length).toBeLessThanOrEqual(6)
  })
})

describe('hashtags', () => {
  it.each([
    ['with blanks and marks', ['machine learning', "Trump's"], ['#MachineLearning', '#TrumpS']],
    ['given twice', ['Mars', '#mars', 'MARS'], ['#Mars']],
    ['without a letter', ['2018', '#', '🎉', ''], []],
    ['in other scripts', ['#日本', 'über'], ['#日本', '#über']],
  ])('%s become what platforms read', (_, given, expected) => {
    expect(tidyHashtags(given)).toEqual(expected)
  })
})
