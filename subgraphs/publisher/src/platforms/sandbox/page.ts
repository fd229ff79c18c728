import type { SandboxPost } from './sandbox.ts'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => escapes[character] ?? character)

const style = `
:root { color-scheme: light dark; --page: #eef0f4; --ink: #14171f; --muted: #5b6372; --phone: #0b0d12; --tag: #4338ca }
@media (prefers-color-scheme: dark) { :root { --page: #0b0f19; --ink: #f1f5f9; --muted: #9aa6b8; --phone: #000; --tag: #a5b4fc } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif;
  display: grid; justify-items: center; align-content: start; gap: 20px; padding: 24px 16px }
.note { margin: 0; padding: 6px 14px; border-radius: 99px; border: 1px solid color-mix(in srgb, var(--muted) 40%, transparent);
  color: var(--muted); font-size: 14px }
main { display: grid; gap: 24px; width: 100%; max-width: 860px }
@media (min-width: 760px) { main { grid-template-columns: 360px 1fr; align-items: start } }
video { width: 100%; aspect-ratio: 9 / 16; background: var(--phone); border-radius: 28px; border: 8px solid var(--phone);
  box-shadow: 0 18px 50px rgb(0 0 0 / .28) }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 12px }
.account { display: flex; align-items: center; gap: 10px; margin: 0 0 16px }
.face { width: 40px; height: 40px; border-radius: 50%; background: linear-gradient(135deg, #7c3aed, #06b6d4); color: #fff;
  display: grid; place-items: center; font-weight: 700 }
.account small { display: block; color: var(--muted) }
.text { white-space: pre-line; overflow-wrap: anywhere; margin: 0 }
.tag { color: var(--tag) }`

/** The page that shows a sandbox post as it would look; everything in it that a person or a feed wrote is escaped. */
export function renderSandboxPage(
  post: SandboxPost,
  urls: { video: string; thumbnail: string | null },
): string {
  const text = escapeHtml(post.text).replace(/(^|\s)(#[\p{L}\p{N}_]+)/gu, '$1<span class="tag">$2</span>')
  const name = escapeHtml(post.account.displayName)
  const poster = urls.thumbnail ? ` poster="${escapeHtml(urls.thumbnail)}"` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(post.title)}</title>
<style>${style}</style>
</head>
<body>
<p class="note">Sandbox: this is how the post would look. It is on no platform.</p>
<main>
<video src="${escapeHtml(urls.video)}"${poster} controls playsinline loop preload="metadata" aria-label="Video"></video>
<article>
<div class="account"><span class="face" aria-hidden="true">${name.slice(0, 1)}</span><div>${name}
<small><time datetime="${post.postedAt}">${post.postedAt.slice(0, 16).replace('T', ' ')} UTC</time></small></div></div>
<h1>${escapeHtml(post.title)}</h1>
<p class="text">${text}</p>
</article>
</main>
</body>
</html>
`
}
