import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { decodeCharset } from '../src/sources/decode-charset.ts'
import { createFeedSource } from '../src/sources/feed.ts'
import { candidateFromItem } from '../src/sources/feed-item.ts'
import { parseFeed } from '../src/sources/parse-feed.ts'
import { readHtml, readTitle } from '../src/sources/plain-text.ts'
import { rss } from './sample-documents.ts'

const request = { limit: 100, signal: new AbortController().signal }

async function candidatesOf(text: string) {
  const feed = await parseFeed(text, { name: 'test', url: 'https://news.example/feed' })
  return feed.items.flatMap((item, index) => candidateFromItem(item, index + 1, feed.title) ?? [])
}

describe('real feeds', () => {
  const folder = fileURLToPath(new URL('../../../../shared/data/feeds/', import.meta.url))
  test.skipIf(!existsSync(folder)).each([
    ['guardian.rss', 55, 100],
    ['google-testing.rss', 25, 1000],
    ['google-ads-developers.atom', 25, 500],
    ['science-twis.rss', 69, 0],
  ])('%s gives its %i items', async (file, items, leastMedianCharacters) => {
    const { candidates, warning } = await createFeedSource({ address: folder + file }).fetch(request)
    expect(warning).toBeUndefined()
    expect(candidates).toHaveLength(items)
    const lengths = candidates.map(({ text }) => text.length).sort((a, b) => a - b)
    expect(lengths[Math.floor(items / 2)]).toBeGreaterThanOrEqual(leastMedianCharacters)
    for (const candidate of candidates) {
      expect(candidate.topic).not.toBe('')
      expect(candidate.url).toMatch(/^https?:/)
      expect(candidate.publishedAt).toBeInstanceOf(Date)
      expect(`${candidate.topic}${candidate.summary}${candidate.text}`).not.toMatch(
        /<\/?(p|a|b|br|div)\b|&\w+;/,
      )
      expect(candidate.text).not.toMatch(/continue reading/i)
    }
  })
})

describe('what an item becomes', () => {
  test('RSS: the full content, its author, categories and picture, as plain text', async () => {
    const [candidate] =
      await candidatesOf(`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>News</title><item>
      <title>Bread &amp;amp; butter</title><link>/bread</link><guid>b1</guid><dc:creator>Ada</dc:creator>
      <category>Food</category><category> Food </category><pubDate>Mon, 01 Jan 2024 10:00:00 GMT</pubDate>
      <description>Short.</description>
      <content:encoded><![CDATA[<p>First <b>bold</b> line.</p><script>alert(1)</script><img src="/pic.jpg">
      <ul><li>One</li><li>Two &euro;</li></ul>]]></content:encoded></item></channel></rss>`)
    expect(candidate).toEqual({
      externalId: 'b1',
      topic: 'Bread & butter',
      url: 'https://news.example/bread',
      summary: 'Short.',
      text: 'First bold line.\n\nOne\n\nTwo €',
      author: 'Ada',
      publication: 'News',
      publishedAt: new Date('2024-01-01T10:00:00Z'),
      imageUrl: 'https://news.example/pic.jpg',
      categories: ['Food'],
      rank: 1,
      raw: { guid: 'b1', comments: null },
    })
  })

  test('Atom: the alternate link and XHTML content', async () => {
    const [candidate] =
      await candidatesOf(`<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title><entry>
      <id>tag:1</id><title type="html">A &lt;i&gt;new&lt;/i&gt; day</title><updated>2024-01-02T00:00:00Z</updated>
      <link rel="self" href="https://news.example/self"/><link rel="alternate" href="https://news.example/day"/>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Good morning.</p></div></content>
      </entry></feed>`)
    expect(candidate).toMatchObject({
      externalId: 'tag:1',
      topic: 'A new day',
      url: 'https://news.example/day',
      text: 'Good morning.',
      publishedAt: new Date('2024-01-02T00:00:00Z'),
    })
  })

  test('an item without a title is named after its first words; one without anything is left out', async () => {
    const items = '<item><description>Just a note to all.</description></item><item><guid>empty</guid></item>'
    const candidates = await candidatesOf(`<rss><channel><title>N</title>${items}</channel></rss>`)
    expect(candidates.map(({ topic }) => topic)).toEqual(['Just a note to all.'])
  })

  test('a title of signs or an address is none: the text names the item, and what tells nothing at all is left out', async () => {
    const items = [
      '<title>👀</title><description>Nobody expected the second comet.</description>',
      '<title>https://example.org/post</title>',
      '<title>…</title>',
    ]
    const candidates = await candidatesOf(
      `<rss><channel><title>N</title>${items.map(item => `<item>${item}</item>`).join('')}</channel></rss>`,
    )
    expect(candidates.map(({ topic }) => topic)).toEqual(['Nobody expected the second comet.'])
  })

  test('a film is described where YouTube does it', async () => {
    const [candidate] = await candidatesOf(`<feed xmlns="http://www.w3.org/2005/Atom"
      xmlns:media="http://search.yahoo.com/mrss/"><title>C</title><entry><id>v</id><title>A drop</title>
      <media:group><media:title>A drop</media:title><media:thumbnail url="https://i.example/t.jpg"/>
      <media:description>It took 47 seconds.\n\nIt got warm.</media:description></media:group></entry></feed>`)
    expect(candidate).toMatchObject({
      text: 'It took 47 seconds.\n\nIt got warm.',
      imageUrl: 'https://i.example/t.jpg',
    })
  })

  test.each([
    ['v3.4.0', 'flume 3.4.0'],
    ['4.0.0-rc.1: Release v4.0.0-rc.1', 'flume 4.0.0-rc.1'],
    ['v3.2.7 (security)', 'flume 3.2.7'],
    ['Flume 3.3.0 - "Salmon"', 'Flume 3.3.0 - "Salmon"'],
  ])('a release with the title %s is the topic %s', async (title, topic) => {
    const feed = (name: string, link: string) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>${name}</title><entry><id>1</id><title>${title}</title>
      <link href="https://${link}"/></entry></feed>`
    const [bySource] = await candidatesOf(feed('Release notes from flume', 'git.example/a/b'))
    const [byLink] = await candidatesOf(feed('R', 'git.example/acme/flume/releases/tag/v1'))
    expect([bySource?.topic, byLink?.topic]).toEqual([topic, topic])
  })

  test('what gathers headlines of others tells whose each is, and nothing of the others', async () => {
    const [candidate] =
      await candidatesOf(`<rss><channel><title>"cars" - News</title><item><title>Ban delayed - Reuters</title>
      <description>&lt;ol>&lt;li>&lt;a>Ban delayed&lt;/a>&amp;nbsp;&amp;nbsp;&lt;font color="#6f6f6f">Reuters&lt;/font>&lt;/li>
      &lt;li>&lt;a>Brussels blinks&lt;/a>&amp;nbsp;&amp;nbsp;&lt;font>The Times&lt;/font>&lt;/li>&lt;/ol></description>
      <source url="https://reuters.example">Reuters</source></item></channel></rss>`)
    expect(candidate).toMatchObject({ publication: 'Reuters', text: 'Ban delayed\n\nBrussels blinks' })
    expect(readHtml('It ended.&nbsp;&nbsp;Then it began').text).toBe('It ended. Then it began')
  })

  test('subjects of several words stay together', async () => {
    const [candidate] =
      await candidatesOf(`<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>N</title>
      <item><title>T</title><category>News</category><dc:subject>Cell Biology, Planetary Science</dc:subject></item>
      </channel></rss>`)
    expect(candidate?.categories).toEqual(['News', 'Cell Biology', 'Planetary Science'])
  })

  test.each([
    ['Tom &amp;amp;amp; Jerry&amp;#8217;s &amp;lt;b&amp;gt;deal&amp;lt;/b&amp;gt;', 'Tom & Jerry’s deal'],
    ['It&#146;s &quot;fine&quot; for &#128;5', 'It’s "fine" for €5'],
    ['we announced<a href="/x">OSS-Fuzz</a>today with <a>bug</a>s', 'we announced OSS-Fuzz today with bugs'],
    ['<a>news</a><a>sport</a>', 'news sport'],
    ['AT&T and R&D, 3 < 4', 'AT&T and R&D, 3 < 4'],
    ['𝗕𝗿𝗲𝗮𝗸𝗶𝗻𝗴: 𝘛𝘩𝘦 ｒｉｖｅｒ １２', 'Breaking: The river 12'],
  ])('the text of %s is %s', (html, text) => {
    expect(readHtml(html).text).toBe(text)
  })

  test('links that are not of the web and impossible dates are dropped', async () => {
    const [candidate] = await candidatesOf(
      '<rss><channel><title>N</title><item><title>T</title><link>javascript:alert(1)</link><pubDate>soon</pubDate></item></channel></rss>',
    )
    expect(candidate).toMatchObject({ url: null, publishedAt: null })
  })

  test('text is at most 20,000 characters and ends with a whole word', async () => {
    const { text } = readHtml(`<p>${'word '.repeat(10_000)}</p>`)
    expect(text.length).toBeLessThanOrEqual(20_000)
    expect(text).toMatch(/word…$/)
  })

  test('angle brackets that are no markup stay', () => {
    expect(readTitle('Is 3 < 4 & 5 > 2?')).toBe('Is 3 < 4 & 5 > 2?')
  })
})

describe('feeds that are not in order', () => {
  test('a feed that breaks off gives its complete items and says so', async () => {
    const whole = rss(['One', 'Two', 'Three'])
    const feed = await parseFeed(whole.slice(0, whole.indexOf('Three')), { name: 'test' })
    expect(feed.items.map(item => item.title)).toEqual(['One', 'Two'])
    expect(feed.complete).toBe(false)
  })

  test.each([
    ['a web page', '<!doctype html><html><head><title>x</title></head><body><p>Hello</p></body></html>'],
    ['JSON', '{"items": []}'],
    ['nothing', ''],
    [
      'noise',
      Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)).toString('latin1'),
    ],
    ['another XML', '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><g/></svg>'],
  ])('%s is not a feed', async (_what, text) => {
    await expect(parseFeed(text, { name: 'test' })).rejects.toMatchObject({ code: 'NOT_A_FEED' })
  })

  test('bare ampersands and unclosed tags do not matter', async () => {
    const feed = await parseFeed(
      '<rss><channel><title>N</title><item><title>Salt & pepper<br></title></item></channel></rss>',
      { name: 'test' },
    )
    expect(feed.items[0]?.title).toContain('Salt & pepper')
  })

  test('reading stops after the wanted number of items', async () => {
    const feed = await parseFeed(rss(Array.from({ length: 50 }, (_, index) => `T${index}`)), {
      name: 't',
      maxItems: 7,
    })
    expect(feed).toMatchObject({ complete: true, items: { length: 7 } })
  })
})

describe('feeds made to stop the reader', () => {
  const open = '<rss><channel><title>x</title>'
  test.each([
    ['three million nested elements', `${open}${'<a>'.repeat(3_000_000)}`],
    [
      'a title of a million unclosed tags',
      `${open}<item><title><![CDATA[${'<a '.repeat(1_000_000)}]]></title></item>`,
    ],
    ['an item of 200,000 enclosures', `${open}<item>${'<enclosure url="1"/>'.repeat(200_000)}</item>`],
  ])('%s: the processor is given back', async (_what, text) => {
    const reading = parseFeed(text, { name: 'test', cpuBudgetMs: 300 })
    await expect(reading).rejects.toMatchObject({ code: 'TOO_COMPLEX' })
  })
})

describe('character sets', () => {
  const text = '<?xml version="1.0" encoding="ISO-8859-1"?><rss>Zürich – café</rss>'
  const latin = Buffer.from(text.replace('–', '-'), 'latin1')

  test.each([
    ['the XML declaration', decodeCharset(latin)],
    ['the HTTP header', decodeCharset(latin, 'text/xml; charset=iso-8859-1')],
    ['its bytes, when the header is wrong', decodeCharset(latin, 'text/xml; charset=utf-8')],
    ['its bytes, when the header is nonsense', decodeCharset(latin, 'text/xml; charset=klingon')],
  ])('is told by %s', (_how, decoded) => {
    expect(decoded).toContain('Zürich - café')
  })

  test.each(['windows-1252', 'ISO-8859-1', 'us-ascii'])(
    'quotation marks and euro signs of %s are read',
    charset => {
      const start = Buffer.from(`<?xml version="1.0" encoding="${charset}"?><rss>`)
      const bytes = Buffer.concat([
        start,
        Buffer.from([0x93, 0x80, 0x35, 0x94, 0x20, 0x97, 0x20, 0xe9, 0x92]),
      ])
      expect(decodeCharset(bytes)).toContain('“€5” — é’')
      expect(decodeCharset(bytes, 'text/xml; charset=utf-8')).toContain('“€5” — é’')
    },
  )

  test('UTF-16 is read with and without a byte order mark', () => {
    const utf16 = Buffer.from('<rss>Zürich</rss>', 'utf16le')
    expect(decodeCharset(utf16)).toBe('<rss>Zürich</rss>')
    expect(decodeCharset(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))).toBe('<rss>Zürich</rss>')
  })

  test('UTF-8 cut in the middle of a character stays UTF-8', () => {
    const cut = Buffer.from('<rss>Zürich, Genève, Bâle, Neuchâtel, é').subarray(0, -1)
    expect(decodeCharset(cut)).toContain('Zürich, Genève, Bâle')
  })
})
