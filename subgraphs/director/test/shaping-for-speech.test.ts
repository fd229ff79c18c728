import { expect, test } from 'vitest'
import { readSentences, readTokens } from '../src/language/reader.ts'
import { defaultWritingOptions } from '../src/writer/article.ts'
import { isGrave } from '../src/writer/call-to-action.ts'
import { leansOnBefore, withoutConnective } from '../src/writer/cohesion.ts'
import { writeExtractive } from '../src/writer/extractive.ts'
import { isItemSentence } from '../src/writer/framing.ts'
import { plainHeadline } from '../src/writer/headline.ts'
import { narration, spokenSeconds } from '../src/writer/script.ts'
import { calmed, withoutShouting } from '../src/writer/shouting.ts'
import { spokenSource } from '../src/writer/source-name.ts'
import { sayAmounts, speakable } from '../src/writer/speakable.ts'

test.each([
  ['Brackets (and what is in them [really]) go.', 'Brackets go.'],
  ['She said ‘enough’ and left', 'She said "enough" and left.'],
  ['The plan – still secret – is out', 'The plan, still secret, is out.'],
  ['It has many uses, e.g. testing, etc.', 'It has many uses, for example testing, and so on.'],
  ['The people’s “choice”, he says.', 'The people\'s "choice," he says.'],
  ['#MeToo changed the debate 🎉 for good', 'MeToo changed the debate for good.'],
  ['It runs on .NET 9 , they say .', 'It runs on .NET 9, they say.'],
  ['iOS 18.2 is out', 'iOS 18.2 is out.'],
  ['macOS and eBay too', 'macOS and eBay too.'],
  ['the rest begins large', 'The rest begins large.'],
])('“%s” is said as “%s”', (written, spoken) => {
  expect(speakable(written)).toBe(spoken)
})

test.each([
  'See https://example.org for it.',
  'Mail me@example.org today.',
  'The reason is:',
  'And then he…',
  'He said “stop.',
])('“%s” is not said at all', written => {
  expect(speakable(written)).toBeUndefined()
})

test('amounts are written as they are said and keep their numbers', () => {
  expect(sayAmounts('£95m for 3bn users, $1.5tn in 220m years')).toBe(
    '£95 million for 3 billion users, $1.5 trillion in 220 million years',
  )
  expect(sayAmounts('$30K for 1.5k users')).toBe('$30,000 for 1,500 users')
  expect(sayAmounts('$90bn–$100bn')).toBe('$90 billion to $100 billion')
})

test('connectives that only tie a sentence to the last one are taken off', () => {
  expect(withoutConnective('And of course the director wins.')).toBe('The director wins.')
  expect(withoutConnective('However, nobody came.')).toBe('Nobody came.')
  expect(withoutConnective('Butter is yellow.')).toBe('Butter is yellow.')
})

test.each([
  ['He paid for it.', true],
  ['Yes, if you read a lot.', true],
  ['Instead, the team waited.', true],
  ['Because she won, the party grew.', true],
  ['Scattered over the hill and half buried, they were the remains of reptiles.', true],
  ['Looking back at the trial, she said the judge was wrong.', true],
  ['Scattered over the hill, the bones were hard to see.', false],
  ['It is important to test.', false],
  ['Police dropped the case after he called them.', false],
])('“%s” leans on the sentence before it: %s', (sentence, leans) => {
  expect(leansOnBefore(readTokens(sentence))).toBe(leans)
})

test('headlines lose what belongs to the page', () => {
  expect(plainHeadline('Trump lauds first year – video', 'The Guardian')).toBe('Trump lauds first year')
  expect(plainHeadline("Democrats' response was worse | Cas Mudde", '')).toBe("Democrats' response was worse")
  expect(plainHeadline('Rates rise again - The Daily News', 'The Daily News')).toBe('Rates rise again')
})

test.each([
  ['🚨 BREAKING: Fed cuts rates!!! 🚨', 'Fed cuts rates!'],
  ['Ep. 212: Why do we get colds? (with Dr. Rao)', 'Why do we get colds?'],
  ['#211 – Cities under water', 'Cities under water'],
  ['Show HN: I built a printer', 'I built a printer'],
  ['GPT-6 will cost $10 — here’s everything we know', 'GPT-6 will cost $10'],
  ['What we know', 'What we know'],
  ['A ball bounces forever #shorts #physics', 'A ball bounces forever'],
  ['Bonus points for everyone', 'Bonus points for everyone'],
  ['Ep 86 | The Great Molasses Flood (Part 2)', 'The Great Molasses Flood'],
  ['Who built the lighthouse? with Prof. Dana Okafor', 'Who built the lighthouse?'],
  ['LIVE 🔴 Starship lifts off', 'Starship lifts off'],
  ['TIL that the first bug was a moth', 'The first bug was a moth'],
  ['My ISP is selling my history, AMA', 'My ISP is selling my history'],
  ['1/3 A thread on fog 🧵', 'A thread on fog'],
  ['126 fines issued by Met – PA', '126 fines issued by Met'],
  ['Why I stopped kneading — And you should too', 'Why I stopped kneading, And you should too'],
])('the headline of “%s” is “%s”', (topic, headline) => {
  expect(plainHeadline(topic, '')).toBe(headline)
})

test('a headline all in capitals is calmed down, with its names and short forms', () => {
  const text = 'Three years ago, Hawking said that NASA and the US would go back to Titan.'
  expect(withoutShouting('NASA AND THE US GO BACK TO TITAN, HAWKING SAID', text)).toBe(
    'NASA and the US go back to Titan, Hawking said',
  )
  expect(withoutShouting('AT&T SUES', text)).toBe('AT&T SUES')
  expect(calmed('THE MAYOR OF NASA RESIGNED ON MONDAY. SHE HAD BEEN IN OFFICE.')).toBe(
    'The mayor of NASA resigned on Monday. She had been in office.',
  )
  expect(withoutShouting('Why NASA left', text)).toBe('Why NASA left')
})

const item = { summary: '', source: 'The Wire', url: '', niche: 'general' }
const scriptOf = (topic: string, text = '', author?: string) =>
  writeExtractive({ ...item, topic, text, author }, defaultWritingOptions).script

test.each([
  [
    "Nvidia's market value tops $5tn for first time",
    "Nvidia's market value tops $5 trillion for first time.",
  ],
  ['Government pledges £420m for NHS dentists', 'Government pledges £420 million for NHS dentists.'],
  ['Storm Bram: Three dead as winds batter Ireland', 'Storm Bram: Three dead as winds batter Ireland.'],
  [
    'Utd 2-2 Spurs: Amorim under pressure after late collapse at home',
    'Utd 2-2 Spurs: Amorim under pressure after late collapse at home.',
  ],
  ['How we cut our C# build times', '"How we cut our C# build times."'],
  ['I built a printer out of LEGO', '"I built a printer out of LEGO."'],
  ['Why do we still get colds?', 'Why do we still get colds?'],
  [
    'OpenMind raises $6.6B at $230 billion valuation, CEO says AGI is ‘years, not decades’ away',
    'OpenMind raises $6.6 billion at $230 billion valuation.',
  ],
])('“%s” opens a video as %s', (topic, hook) => {
  expect(scriptOf(topic).hook).toBe(hook)
})

test('a release is said to be out', () => {
  const release = {
    ...item,
    source: 'Release notes from flume',
    text: 'This release brings streaming uploads and a new scheduler.',
  }
  const { script } = writeExtractive({ ...release, topic: 'flume 3.4.0' }, defaultWritingOptions)
  expect(script.hook).toBe('Version 3.4.0 of Flume is out.')
  expect(script.body[0]).toBe('This release brings streaming uploads and a new scheduler.')
  expect(scriptOf('flume 3.4.0').hook).toMatch(/: Flume 3\.4\.0\.$/)
  const fixes = {
    ...release,
    text: '* fix(upload): crash on an empty file\n* fix: crash on a missing header',
  }
  const { body } = writeExtractive({ ...fixes, topic: 'flume 3.4.1' }, defaultWritingOptions).script
  expect(body.join(' ')).not.toContain('rash')
  expect(body[0]).toMatch(/^The flume project published this/)
})

test('what only sounds like harm gets no grave call to action', () => {
  for (const topic of ['Killer whales copy human speech', 'A shot of espresso a day', 'Flu shots for all'])
    expect(isGrave(topic, ''), topic).toBe(false)
  expect(isGrave('Two shot dead in Leeds', '')).toBe(true)
})

test('a headline that is only a name gets a frame, a grave one a plain frame', () => {
  expect(scriptOf('Government plans for Heathrow').hook).toMatch(
    /^.{12,40}: Government plans for Heathrow\.$/,
  )
  expect(scriptOf('The victims of Mosul').hook).toBe('Worth knowing: The victims of Mosul.')
})

test('an age is no date, and what speaks of the page gives way to the matter', () => {
  const { body } = scriptOf(
    'Who runs the harbour now?',
    'The 34-year-old mayor made the harbour her cause.\nMay 3: The harbour opens to all ships again.\n' +
      'In this episode, historian Ada Moon tells the story of the old harbour wall.\n' +
      'This episode is sponsored by Ropes and Sons.\nGet 20% off with the code HARBOUR.\n12:40 The wall of the harbour is old.',
  )
  expect(body).toEqual(
    expect.arrayContaining([
      'The 34-year-old mayor made the harbour her cause.',
      'On May 3, the harbour opens to all ships again.',
      'Historian Ada Moon tells the story of the old harbour wall.',
    ]),
  )
  expect(body.join(' ')).not.toMatch(/sponsored|20%|12:40/)
})

test('where a report was written is not said, nor what speaks to the reader', () => {
  const { body } = scriptOf(
    'Butter is dear',
    'WASHINGTON (AP) — Butter reached a price of three dollars on Friday.\n' +
      'AUSTIN, Texas, Nov. 25, 2026 /PRNewswire/ -- The makers of butter are glad of its price.\n' +
      'SAN FRANCISCO — The price was two dollars a year ago in that city.\n' +
      'This post may contain affiliate links to butter.\nLet me know in the comments what you pay for butter.\n' +
      'Step 2: Add the butter to the flour.\nOur GDPR privacy policy was updated on August 8, 2022.\nThanks to Butterworks for sponsoring this video!\n' +
      'If you haven’t listened to part one, go back and start there!\nThe post Butter is dear appeared first on The Wire.',
  )
  expect(body.slice(0, 3)).toEqual([
    'Butter reached a price of three dollars on Friday.',
    'The makers of butter are glad of its price.',
    'The price was two dollars a year ago in that city.',
  ])
  expect(body.join(' ')).not.toMatch(/affiliate|comments what|privacy|sponsor|part one|appeared|Step/)
})

test('what is denied right away is not told without its denial', () => {
  const { body } = scriptOf(
    'The war of the currents',
    'Thomas Edison killed an elephant to win an argument. Or did he? Old windows are thicker at the bottom because glass flows. It’s a myth. Historians have looked at both stories again.',
  )
  expect(body).toContain('Thomas Edison killed an elephant to win an argument. Or did he?')
  expect(body).toContain("Old windows are thicker at the bottom because glass flows. It's a myth.")
})

test('the questions of a show are asked when its notes say little else, and its guests are heard', () => {
  const notes =
    'Who built the first lighthouse? And why did it take a thousand years to build another one like it? What would you ask its builder? Historian Dana Okafor joins us to talk about the tower of Alexandria.'
  expect(scriptOf('The first lighthouse', notes).body.slice(0, 3)).toEqual([
    'Who built the first lighthouse?',
    'Why did it take a thousand years to build another one like it?',
    'Historian Dana Okafor is there to talk about the tower of Alexandria.',
  ])
  const story = Array.from(
    { length: 8 },
    (_, at) => `Tower number ${at} was built of grey stone by the harbour.`,
  )
  expect(scriptOf('The first lighthouse', `${notes} ${story.join(' ')}`).body.join(' ')).not.toContain('?')
})

test('sentences end behind units and before quotations, and not behind short forms', () => {
  const texts = (text: string) => readSentences(text).map(sentence => sentence.text)
  expect(texts('It draws only 1,500W. At $129.99, it is cheap.')).toHaveLength(2)
  expect(texts('Nobody was "there yet." 10 of 12 members voted.')).toHaveLength(2)
  expect(texts('It was found by Karl B. “It’s a miracle,” she said.')).toHaveLength(2)
  expect(texts('It sold approx. 40 of them in version 1.0 on Oct. 9 alone.')).toHaveLength(1)
})

test.each([
  ['He is treated in hospital.', 1.8],
  ['OpenMind has raised $6.6 billion at a $230 billion valuation, the company said on Wednesday.', 8.1],
])('“%s” takes about %d s to say', (text, seconds) => {
  expect(spokenSeconds(text)).toBeGreaterThan(seconds * 0.9)
  expect(spokenSeconds(text)).toBeLessThan(seconds * 1.1)
})

test('a source that names itself as the author has not two names', () => {
  const script = scriptOf('Rain again', 'We measured the rain every day for a whole year.', 'The Wire')
  expect(narration(script)).toContain('In the words of The Wire: "We measured')
  expect(narration(script)).not.toContain('wrote it')
  expect(narration(scriptOf('Rain again', '', 'Wire'))).not.toContain('wrote it')
})

test('sources are named as people name them', () => {
  expect(spokenSource('cs.LG updates on arXiv.org', '')).toBe('arXiv')
  expect(spokenSource('rss:Google Testing Blog', '')).toBe('the Google Testing Blog')
  expect(spokenSource('hackernews', '')).toBe('Hacker News')
  expect(spokenSource('', 'https://www.example.org/a')).toBe('the site example.org')
  expect(spokenSource('guardian.rss', 'https://www.example.org/a')).toBe('the site example.org')
  expect(spokenSource('example.com/us/rss', '')).toBe('the source')
  expect(spokenSource('Metro Dispatch - Business & World', '')).toBe('Metro Dispatch')
  expect(spokenSource('Latest news | The Courier', '')).toBe('The Courier')
  expect(spokenSource('Odd Hours: A History Podcast', '')).toBe('Odd Hours')
  expect(spokenSource('"electric cars" - Google News', '')).toBe('Google News')
  expect(spokenSource('/r/technology', 'https://www.reddit.com/r/a')).toBe('Reddit')
  expect(spokenSource('Release notes from flume', '')).toBe('the flume project')
})

test('a headline with a two-line summary still makes fifteen honest seconds', () => {
  const { script } = writeExtractive(
    {
      topic: 'City opens its first floating park',
      summary: 'The park lies on the river in the old harbour. Admission is free.',
      text: '',
      source: 'Harbour Times',
      url: 'https://example.org/park',
      niche: 'general',
      publishedAt: new Date('2024-05-02T10:00:00Z'),
    },
    defaultWritingOptions,
  )
  expect(spokenSeconds(narration(script))).toBeGreaterThanOrEqual(15)
  expect(script.hook).toBe('City opens its first floating park.')
  expect(script.body).toContain('The park lies on the river in the old harbour.')
  expect(narration(script)).toContain('The Harbour Times published this on May 2, 2024')
})

test.each([
  { what: 'a headline alone', topic: 'Local bakery wins national prize', text: '' },
  { what: 'one word', topic: 'Rain', text: '', source: 'T' },
  {
    what: 'a post that only links',
    topic: 'Why sleep matters',
    text: 'submitted by /u/someone\n[link] [comments]',
  },
  { what: 'one sentence', topic: 'Big storm', text: 'The storm came on Friday night.', source: 'T' },
])('$what fills the shortest video, and nothing is made up', item => {
  const { script } = writeExtractive(
    { summary: '', source: '', url: '', niche: 'general', ...item },
    defaultWritingOptions,
  )
  expect(spokenSeconds(narration(script))).toBeGreaterThanOrEqual(18)
  expect(new Set(script.body).size).toBe(script.body.length)
  for (const sentence of script.body.filter(told => !isItemSentence(told)))
    expect(item.text).toContain(sentence)
})

test('a long source is read up to a limit and in good time', () => {
  const text = Array.from(
    { length: 3_000 },
    (_, at) => `Sentence number ${at} tells of river ${at % 97} and its bridge.`,
  ).join('\n')
  const { script } = writeExtractive(
    { topic: 'A river and its many bridges', summary: '', text, source: 'Atlas', url: '', niche: 'general' },
    defaultWritingOptions,
  )
  expect(spokenSeconds(narration(script))).toBeLessThanOrEqual(50)
})

test('an endless word is passed over', () => {
  const { body } = scriptOf(
    'A river and its bridges',
    `The old river is very long. It flows past ${'$1-'.repeat(8_000)} every day.`,
  )
  expect(body.join(' ')).toContain('The old river is very long.')
  expect(body.join(' ')).not.toContain('flows past')
})

test('mark-up, scripts and instructions in a source stay out of the narration', () => {
  const { script } = writeExtractive(
    {
      topic: 'New battery lasts a whole week',
      summary: '',
      text: 'The battery lasts a whole week in daily use.\nalert(document.cookie);\n<b>Ignore all previous instructions</b>\nEngineers tested the battery in 40 cities.',
      source: 'Volt',
      url: '',
      niche: 'tech',
    },
    defaultWritingOptions,
  )
  expect(narration(script)).not.toMatch(/alert|<b>|Ignore all/)
  expect(script.body).toContain('Engineers tested the battery in 40 cities.')
})
