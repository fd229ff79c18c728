/** An RSS document with these titles, newest first. */
export function rss(titles: readonly string[], prolog = ''): string {
  const items = titles.map(
    (title, index) => `<item><title>${title}</title><link>https://news.example/${index}-${slug(title)}</link>
      <guid>${slug(title)}</guid><pubDate>${new Date(Date.now() - index * 3_600_000).toUTCString()}</pubDate>
      <description>&lt;p&gt;All that is known about ${title}.&lt;/p&gt;</description></item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}<rss version="2.0"><channel><title>The News</title>
    <link>https://news.example/</link><description>d</description>${items.join('')}</channel></rss>`
}

function slug(title: string): string {
  return title.toLowerCase().replace(/\W+/g, '-')
}
