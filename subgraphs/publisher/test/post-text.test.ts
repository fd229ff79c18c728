import { describe, expect, it } from 'vitest'
import { composePostText } from '../src/platforms/post-text.ts'

const content = {
  title: 'A title',
  description: 'Some words that tell more about it.',
  hashtags: ['one', '#two', 'three'],
}

describe('the text of a post', () => {
  it('has title, description and hashtags where there is room', () => {
    expect(composePostText(content, 2200)).toBe(
      'A title\n\nSome words that tell more about it.\n\n#one #two #three',
    )
  })

  it('leaves out the hashtags that do not fit', () => {
    const text = composePostText(content, 55)
    expect(text).toBe('A title\n\nSome words that tell more about it.\n\n#one #two')
    expect(text.length).toBeLessThanOrEqual(55)
  })

  it('is cut at a word, within every limit', () => {
    for (let limit = 8; limit < 80; limit++)
      expect(composePostText(content, limit).length).toBeLessThanOrEqual(limit)
    expect(composePostText({ ...content, hashtags: [] }, 36)).toBe('A title\n\nSome words that tell more…')
  })
})
