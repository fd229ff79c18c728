/** What a source without a name or an address is called. */
export const unnamedSource = 'the source'

const knownSources: Record<string, string> = {
  google_trends: 'Google Trends',
  google_trends_daily: 'Google Trends',
  hackernews: 'Hacker News',
  hacker_news: 'Hacker News',
  hn: 'Hacker News',
  reddit: 'Reddit',
  twitter: 'X',
  twitter_v2: 'X',
  x: 'X',
}

/**
 * The name of a source as it is said in a sentence, with its article: "The Guardian", "the Google Testing Blog",
 * "Hacker News". A source that is named by an address or a file is called by the host of the item's address, "the
 * site example.org".
 */
export function spokenSource(source: string, url: string): string {
  const plain =
    source
      .replace(/^\w+:(?!\/\/)/, '')
      .split(',')[0]
      ?.trim() ?? ''
  if (/\barxiv\b/i.test(plain)) return 'arXiv'
  if (/^\/?r\/\w+$/.test(plain)) return 'Reddit'
  const known = knownSources[plain.toLowerCase().replace(/[\s-]+/g, '_')]
  if (known) return known
  const isAddress =
    !/\p{Script=Latin}/u.test(plain) ||
    /^https?:|\.(rss|atom|xml|rdf|json)$|^[\w-]+(\.[\w-]+)+(\/|\?|$)/i.test(plain)
  if (isAddress) {
    const host = hostOf(url) || hostOf(plain)
    return host === '' ? unnamedSource : `the site ${host}`
  }
  const project = /^release notes from (.+)$/i.exec(plain)?.[1]
  if (project) return `the ${project} project`
  const name = publicationOf(plain.replace(/_/g, ' '))
  return /\b(blog|times|post|journal|magazine|review|herald|newsletter|tribune|weekly)$/i.test(name) &&
    !/^the\b/i.test(name)
    ? `the ${name}`
    : name
}

/** The name of a publication without its section or motto: "BBC News - World", "Odd Hours: A History Podcast". */
function publicationOf(name: string): string {
  const parts = name.split(/\s+[-–—|>»·•]+\s+|:\s+/)
  return (
    parts.find(
      part => /^[^"“]*\p{L}{2}/u.test(part) && !/^(latest|top|all|rss|home|main|breaking|new)\b/i.test(part),
    ) ?? name
  )
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : ''
}
