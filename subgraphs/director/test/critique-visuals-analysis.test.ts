import { describe, expect, test } from 'vitest'
import { analyse } from '../src/analyst/analyse.ts'
import { confidenceOf } from '../src/critic/critique.ts'
import { judge } from '../src/critic/heuristic.ts'
import { planVisuals, scoreVisuals } from '../src/visuals/plan-visuals.ts'
import { scenesOf } from '../src/visuals/scenes.ts'
import { type Article, defaultWritingOptions } from '../src/writer/article.ts'
import { writeExtractive } from '../src/writer/extractive.ts'
import { spokenParts } from '../src/writer/script.ts'
import { articlesOf, feedFiles, feedsArePresent } from './feeds.ts'

const article: Article = {
  topic: 'Orcas can imitate human speech, research reveals',
  summary: '',
  text: 'New research reveals that orcas are able to imitate human speech, in some cases at the first attempt. Scientists in Spain taught a whale called Wikie eleven new sounds in 2017. Wikie copied words such as "hello" and "one, two". The team compared 340 recordings with the voices of the trainers.',
  source: 'The Guardian',
  url: '',
  niche: 'science',
}
const { script } = writeExtractive(article, defaultWritingOptions)

describe('the critique', () => {
  test('weighs hook, value and call to action and rounds to three places', () => {
    expect(confidenceOf({ hookStrength: 0.8, valueDensity: 0.6, callToActionClarity: 0.9 })).toBe(0.755)
    expect(confidenceOf({ hookStrength: 1 / 3, valueDensity: 1 / 3, callToActionClarity: 1 / 3 })).toBe(0.333)
  })

  test('finds a specific script good and an empty one bad', () => {
    expect(judge(script, article).confidence).toBeGreaterThanOrEqual(0.7)
    const empty = {
      hook: 'Worth a minute of your time: something.',
      body: ['The full story is on the website of X.'],
      callToAction: '',
      visualCues: [],
    }
    const critique = judge(empty, article)
    expect(critique.confidence).toBeLessThan(0.4)
    expect(critique.feedback).toHaveLength(3)
  })

  test.skipIf(!feedsArePresent)('most scripts from real articles with text are good enough', async () => {
    const articles = (
      await Promise.all(feedFiles.filter(file => !file.includes('twis')).map(articlesOf))
    ).flat()
    const scores = articles.map(
      item => judge(writeExtractive(item, defaultWritingOptions).script, item).confidence,
    )
    expect(scores.filter(score => score >= 0.7).length / scores.length).toBeGreaterThan(0.7)
  })
})

describe('the scenes', () => {
  test.each([1, 2, 3, 4, 5, 7, 9, 12])(
    'of %d body sentences are five to seven and cover every part once',
    count => {
      const parts = [
        'Here is the hook of it.',
        ...Array.from({ length: count }, (_, at) => `Sentence ${at}, which is short, says a thing.`),
        'Subscribe.',
      ]
      const scenes = scenesOf(parts)
      expect(scenes.length).toBeGreaterThanOrEqual(5)
      expect(scenes.length).toBeLessThanOrEqual(7)
      expect([...new Set(scenes.flatMap(scene => scene.segments))]).toEqual([...parts.keys()])
      expect(scenes.map(scene => scene.segments[0] ?? -1)).toEqual(
        [...scenes.map(scene => scene.segments[0] ?? -1)].sort((a, b) => a - b),
      )
    },
  )

  test('even of a script of nothing but two words', () => {
    expect(scenesOf(['Hi.', 'Go.'])).toHaveLength(5)
  })
})

describe('the pictures', () => {
  const plan = planVisuals(script, article, 'CINEMATIC')

  test('show the thing of a headline without its number, its page or its sign', () => {
    const first = (topic: string) => {
      const item = { ...article, topic, text: '' }
      const written = writeExtractive(item, defaultWritingOptions).script
      return planVisuals(written, item, 'CINEMATIC').prompts[0]?.description
    }
    expect(first('A 200 kg magnet falls')).toMatch(/: magnet$/)
    expect(first('Ep. 12: Cities under water 🌊')).toMatch(/: Cities, water$/)
    expect(first('Faster builds with .NET 9')).toMatch(/ code\b/)
  })

  test('show what is spoken, each from another angle than its neighbour', () => {
    expect(plan.prompts.length).toBeGreaterThanOrEqual(5)
    expect(plan.prompts.map(prompt => prompt.description).join(' ')).toMatch(/orcas|Orcas/)
    for (const [at, prompt] of plan.prompts.entries()) {
      expect(prompt.cameraAngle).not.toBe(plan.prompts[at + 1]?.cameraAngle)
      expect(prompt.negativePrompt).toContain('watermark')
    }
    expect(plan.styleGuide).toContain('Cinematic')
    expect(scoreVisuals(plan, spokenParts(script).length)).toBeGreaterThan(0.8)
  })

  test('turn out differently after feedback', () => {
    expect(planVisuals(script, article, 'CINEMATIC', 1)).not.toEqual(plan)
  })
})

describe('the analysis', () => {
  const critique = judge(script, article)
  const plan = planVisuals(script, article, 'CINEMATIC')

  test('compares with the past of the niche', () => {
    const material = { script, critique, plan, niche: 'science' }
    const first = analyse({
      ...material,
      benchmark: { contents: 0, averageConfidence: null, averageSeconds: null },
    })
    expect(first.benchmarkComparison).toContain('first content in the niche')
    const later = analyse({
      ...material,
      benchmark: { contents: 12, averageConfidence: 0.5, averageSeconds: 60 },
    })
    expect(later.benchmarkComparison).toMatch(/points above the average of the 12 contents/)
    expect(later.overallScore).toBeGreaterThan(0)
    expect(later.overallScore).toBeLessThanOrEqual(1)
  })

  test('says what to do better', () => {
    const weak = { ...script, body: ['The full story is on the website of X, if you want every detail.'] }
    const said = analyse({
      script: weak,
      critique: judge(weak, article),
      plan,
      niche: 'science',
      benchmark: { contents: 0, averageConfidence: null, averageSeconds: null },
    })
    expect(said.suggestions.map(({ area }) => area)).toContain('source')
  })
})
