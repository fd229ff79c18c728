import type { PostAccount } from '../platform.ts'
import { escapeHtml, markHashtags } from './html.ts'
import type { SandboxPost } from './sandbox-post.ts'
import { feedStyle, postStyle } from './style.ts'

const platformNames: Record<SandboxPost['target'], string> = {
  YOUTUBE_SHORTS: 'YouTube Shorts',
  TIKTOK: 'TikTok',
  INSTAGRAM_REELS: 'Instagram Reels',
}

const icons = {
  like: 'M12 20.5 4.6 13a5 5 0 0 1 7.1-7l.3.3.3-.3a5 5 0 0 1 7.1 7Z',
  comment: 'M4 5h16v11H9.5L5 20v-4H4Z',
  share: 'm13 5 7 6.5-7 6.5v-4c-5 0-7.6 1.4-9 4 .4-5.6 3.6-8.6 9-9Z',
}
const icon = (name: keyof typeof icons): string =>
  `<svg viewBox="0 0 24 24" aria-hidden="true"><path d="${icons[name]}"/></svg>`

/** A page that shows a post on a phone as it would look. Nothing is loaded but the video and its still. */
export function postPage(
  post: SandboxPost,
  files: { video: string; thumbnail: string | null; feed: string },
): string {
  const name = escapeHtml(post.account.displayName)
  const poster = files.thumbnail ? ` poster="${escapeHtml(files.thumbnail)}"` : ''
  const title = post.title ? `<h1>${escapeHtml(post.title)}</h1>` : ''
  const platform = platformNames[post.target]
  return page(
    post.title || post.text.split('\n', 1)[0] || 'Post',
    postStyle,
    `<main>
<section class="phone" aria-label="The post on a phone">
<video src="${escapeHtml(files.video)}"${poster} controls playsinline loop preload="metadata"></video>
<div class="rail" aria-hidden="true">${icon('like')}${icon('comment')}${icon('share')}</div>
<div class="over" aria-hidden="true"><p class="who">${face(post.account)}<b>${name}</b></p>
<p class="line">${markHashtags(post.title || post.text)}</p></div>
</section>
<article>
<p class="who">${face(post.account)}<span><b>${name}</b><small>as it would look on ${platform}</small></span></p>
${title}
<p class="text">${markHashtags(post.text)}</p>
<dl><div><dt>Posted</dt><dd>${timeOf(post)}</dd></div>
<div><dt>Length</dt><dd>${durationOf(post)}</dd></div></dl>
<p><a href="${escapeHtml(files.feed)}">All posts of ${name}</a></p>
</article>
</main>`,
  )
}

/** A post in a feed, and where its page and still are. */
export interface FeedCard {
  post: SandboxPost
  page: string
  thumbnail: string | null
}

/** A page with all posts of an account, newest first. */
export function feedPage(account: PostAccount, cards: readonly FeedCard[]): string {
  const name = escapeHtml(account.displayName)
  const count = cards.length === 1 ? '1 post' : `${cards.length} posts`
  return page(
    account.displayName,
    feedStyle,
    `<header>${face(account)}<span><h1>${name}</h1><small>${count}</small></span></header>
<main>
${cards.map(cardOf).join('\n')}
</main>`,
  )
}

function cardOf({ post, page: address, thumbnail }: FeedCard): string {
  const still = thumbnail ? `<img src="${escapeHtml(thumbnail)}" alt="" loading="lazy">` : ''
  const words = escapeHtml(post.title || post.text)
  return `<a href="${escapeHtml(address)}">${still}<span class="length">${durationOf(post)}</span><span class="words">${words}</span></a>`
}

function page(title: string, style: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<p class="note">Sandbox: this is how it would look. It is on no platform.</p>
${body}
</body>
</html>
`
}

const face = ({ displayName }: PostAccount): string =>
  `<span class="face" aria-hidden="true">${escapeHtml([...displayName.trim()][0]?.toUpperCase() ?? '?')}</span>`

const timeOf = ({ postedAt }: SandboxPost): string =>
  `<time datetime="${postedAt}">${postedAt.slice(0, 16).replace('T', ' ')} UTC</time>`

function durationOf({ durationSeconds }: SandboxPost): string {
  const whole = Math.round(durationSeconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
