/**
 * The text of a post: title, description, hashtags, each on a line of its own, within `maxLength` characters. What does not fit is
 * left out from the end: first hashtags, then the description is cut at a word.
 */
export function composePostText(
  content: { title: string; description: string; hashtags: readonly string[] },
  maxLength: number,
): string {
  const title = cutAtWord(content.title, maxLength)
  const withDescription = (description: string) => (description ? `${title}\n\n${description}` : title)
  const room = maxLength - title.length - 2
  const description = room > 20 ? cutAtWord(content.description, room) : ''
  let text = withDescription(description)
  const tags: string[] = []
  for (const tag of content.hashtags) {
    const next = [...tags, tag.startsWith('#') ? tag : `#${tag}`]
    if (text.length + 2 + next.join(' ').length > maxLength) break
    tags.push(next.at(-1) ?? '')
  }
  if (tags.length > 0) text = `${text}\n\n${tags.join(' ')}`
  return text
}

function cutAtWord(text: string, length: number): string {
  const trimmed = text.trim()
  if (trimmed.length <= length) return trimmed
  const cut = trimmed.slice(0, length - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > length / 2 ? cut.slice(0, end) : cut).trimEnd()}…`
}
