import { describe, expect, test } from 'vitest'
import { type Article, defaultWritingOptions } from '../src/writer/article.ts'
import { writeExtractive } from '../src/writer/extractive.ts'
import { countWords, narration, spokenSeconds } from '../src/writer/script.ts'
import { articlesOf, feedFiles, feedsArePresent } from './feeds.ts'

if (!feedsArePresent)
  console.warn('SKIPPED: the real feeds are not beside this repository (shared/data/feeds)')

const write = (article: Article) => writeExtractive(article, defaultWritingOptions).script
const plainWords = (text: string): string[] =>
  text
    .toLowerCase()
    .replace(/[‘’ʼ]/g, "'")
    .replace(/(\d)(m|bn)\b/g, '$1')
    .match(/[\p{L}\d]+/gu) ?? []
/** Words that shaping for speech may bring in. */
const spokenForms = new Set(
  'million billion thousand versus and for example that is on announces introduces the also known as'.split(
    ' ',
  ),
)

describe.skipIf(!feedsArePresent).each(feedFiles)('every item of %s', async file => {
  const articles = feedsArePresent ? await articlesOf(file) : []

  test.each(articles.map(article => [article.topic, article] as const))('%s', (_, article) => {
    const script = write(article)
    const spoken = narration(script)
    const seconds = spokenSeconds(spoken)

    expect(seconds, 'spoken length').toBeGreaterThanOrEqual(15)
    expect(seconds, 'spoken length').toBeLessThanOrEqual(50)
    expect(countWords(script.hook), script.hook).toBeGreaterThanOrEqual(5)
    expect(countWords(script.hook), script.hook).toBeLessThanOrEqual(14)
    expect(countWords(script.callToAction)).toBeLessThanOrEqual(12)
    expect(script.visualCues.length).toBeGreaterThanOrEqual(3)
    expect(script.visualCues.length).toBeLessThanOrEqual(6)

    for (const sentence of [script.hook, ...script.body, script.callToAction]) {
      expect(sentence, 'begins like a sentence').toMatch(/^["']?[\p{Lu}\d$£€]/u)
      expect(sentence, 'ends like a sentence').toMatch(/[.!?]["']*$/)
      expect(sentence.match(/"/g)?.length ?? 0, `quotation marks of: ${sentence}`).toSatisfy(
        count => Number(count) % 2 === 0,
      )
      expect(sentence, 'can be spoken').not.toMatch(/https?:|www\.|@|[[\](){}<>|\\]|…|\.\.\.$/)
      expect(sentence, 'is not page furniture').not.toMatch(
        /continue reading|read more|photograph:|^related|sign up|click here|contact us|printer-friendly/i,
      )
      expect(sentence, 'stands on its own').not.toMatch(
        /^(but|and|however|he said|she said)\b(?! further on| then)/i,
      )
    }

    const source = new Set([article.topic, article.text, article.summary, article.source].flatMap(plainWords))
    for (const sentence of script.body.filter(
      text => !/^[^"]{3,60}: "/.test(text) && !isAboutTheItem(text),
    )) {
      const invented = plainWords(sentence).filter(word => !source.has(word) && !spokenForms.has(word))
      expect(invented, `words of “${sentence}” that the source does not have`).toEqual([])
    }
    const topicWords = plainWords(article.topic).filter(word => word.length > 3)
    expect(
      topicWords.filter(word => plainWords(spoken).includes(word)).length,
      'is about the item',
    ).toBeGreaterThan(0)
  })

  test('items with enough text fill at least twenty seconds', () => {
    for (const article of articles.filter(item => countWords(item.text) > 150)) {
      const { body } = write(article)
      if (body.some(isAboutTheItem)) continue
      expect(spokenSeconds(narration(write(article))), article.topic).toBeGreaterThanOrEqual(20)
    }
  })

  test('the same item gives the same script', () => {
    for (const article of articles.slice(0, 5)) expect(write(article)).toEqual(write(article))
  })
})

function isAboutTheItem(sentence: string): boolean {
  return / published this (on|story)|^It is filed under|^So far we have the headline|^The full story is on/.test(
    sentence,
  )
}
