import { createLogger } from '@orion/common/logging'
import { expect, test } from 'vitest'
import { isEnglish } from '../src/language/is-english.ts'
import { extractiveWriter } from '../src/llm/extractive-writer.ts'
import { createWriters } from '../src/llm/writers.ts'
import { defaultWritingOptions } from '../src/writer/article.ts'
import { writeExtractive } from '../src/writer/extractive.ts'
import { ForeignArticleError } from '../src/writer/foreign-article-error.ts'
import { narration } from '../src/writer/script.ts'
import { articlesOf, feedFiles, feedsArePresent } from './feeds.ts'

const article = (topic: string, text = '') => ({
  topic,
  text,
  summary: '',
  source: 'Le Journal',
  url: 'https://example.org/a',
  niche: 'general',
})

test.each([
  ['L’Assemblée nationale adopte le projet de loi sur l’énergie éolienne', ''],
  [
    'Wärmepumpen',
    'Die Bundesregierung hat am Mittwoch ein neues Programm beschlossen. Verbände sind dagegen.',
  ],
  ['Ola de calor', 'El calor llega a España con temperaturas muy altas. Los expertos piden beber más agua.'],
  ['東京で新しい地下鉄路線の建設が始まる', '東京都は火曜日、新しい地下鉄路線の建設を開始したと発表した。'],
  ['Отключение интернета', 'В городе на два часа пропал интернет.'],
  ['افتتاح متحف جديد في القاهرة', ''],
  ['Bundestag beschließt Rentenpaket', ''],
  ['Muere el actor Juan Pérez a los 81 años', ''],
  ['Grève SNCF : trafic perturbé samedi', ''],
  ['Terremoto, Napoli trema ancora', ''],
  ['Merz reist nach Washington', ''],
  ['Guerra comercial', ''],
  ['Bayern gewinnt Pokal', ''],
  ['Nieuwe regels', ''],
])('“%s” is not read as English but refused with what to do', (topic, text) => {
  const write = () => writeExtractive(article(topic, text), defaultWritingOptions)
  expect(write).toThrow(ForeignArticleError)
  expect(write).toThrow(/DIRECTOR_WRITERS/)
})

test.each([
  'La La Land wins again',
  'Van Gogh in Den Haag',
  'El Niño returns to the Pacific',
  'Le Pen and de Gaulle',
  'Local bakery wins national prize',
  'Beyoncé’s café serves jalapeño poppers',
  'Texas Instruments new TI-84 Plus CE Python graphing calculator',
  'Erdoğan meets Zelensky',
  'Juno swoops',
  'Pandas Manual [pdf]',
  'Tapedeck.org',
  'Article URL: https://github.com/x/tinydb Comments URL: https://example.org/item?id=1 Points: 103',
])('“%s” is English', headline => {
  expect(isEnglish(headline)).toBe(true)
})

test.skipIf(!feedsArePresent)('every item of the real feeds is English', async () => {
  for (const file of feedFiles)
    for (const { topic, text } of await articlesOf(file))
      expect(isEnglish(`${topic}\n${text}`), topic).toBe(true)
})

test('what a voice cannot say in an English article is left out', () => {
  const { script } = writeExtractive(
    article(
      'Why the word 愛 is on every wall of Kyoto',
      'The word has been painted on forty walls of the old town. It reads 愛 and means love. The city wants to clean the walls before the summer. Residents of the quarter asked the city to keep ten of them.',
    ),
    defaultWritingOptions,
  )
  expect(narration(script)).toMatch(/forty walls/)
  expect(narration(script)).not.toMatch(/愛/)
})

test('articles in other languages do not make a writer rest that reads the next one', async () => {
  const writers = createWriters([extractiveWriter])
  const ask = (topic: string) =>
    writers.ask(
      writer =>
        writer.script(
          { article: article(topic), options: defaultWritingOptions, suggestions: [] },
          { signal: new AbortController().signal, record: async () => {} },
        ),
      { signal: new AbortController().signal, log: createLogger('test', 'silent') },
    )
  for (let at = 0; at < 4; at++) await expect(ask('東京で新しい地下鉄')).rejects.toThrow(ForeignArticleError)
  expect((await ask('Local bakery wins national prize')).writer).toBe('extractive')
})
