import type { Content, Trend } from '../generated/prisma/client.ts'
import { spokenSource } from '../writer/source-name.ts'
import { storedScript } from './stored-work.ts'

const mostHashtags = 5
const longestDescription = 600

/** What is written beside the video when it is posted: hook, first sentences, where it is from. */
export function postOf(content: Content, trend: Trend): { description: string; hashtags: string[] } {
  const script = storedScript.parse(content.script)
  const told = [script.hook, ...script.body].join(' ')
  const source = `Source: ${spokenSource(trend.publication ?? trend.source, trend.url ?? '')}${trend.url ? `, ${trend.url}` : ''}`
  return { description: `${shortened(told)}\n\n${source}`, hashtags: hashtagsOf(trend) }
}

function shortened(text: string): string {
  if (text.length <= longestDescription) return text
  const cut = text.slice(0, longestDescription)
  return (
    cut.slice(0, Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('! '), cut.lastIndexOf('? ')) + 1) || cut
  )
}

/** The trend's keywords and niche as hashtags: letters and digits only, each once, without the sign. */
function hashtagsOf({ keywords, niche }: Trend): string[] {
  const tags = [...keywords, niche].map(word =>
    word
      .split(/[^\p{L}\p{N}]+/u)
      .map(part => part.charAt(0).toUpperCase() + part.slice(1))
      .join(''),
  )
  const unique = new Map(
    tags.filter(tag => tag.length > 1 && tag.length <= 30).map(tag => [tag.toLowerCase(), tag]),
  )
  return [...unique.values()].slice(0, mostHashtags)
}
