/** What a mail says, apart from how it looks. */
export interface Letter {
  subject: string
  paragraphs: readonly string[]
  /** The one thing to do about it. */
  action?: { label: string; url: string }
  /** Said below the action, in small print. */
  remarks?: readonly string[]
  /** What ends such letters without a sign-in; left out where nobody may do without them. */
  unsubscribeToken?: string
}

/** A letter as it is sent: both forms say the same. */
export interface WrittenLetter {
  subject: string
  text: string
  html: string
}

const WIDTH = 72
const SIGNATURE = 'Orion'
const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, character => escapes[character] ?? character)

/** Breaks lines at blanks; a word longer than a line, such as an address, stays whole. */
function wrap(text: string): string {
  const lines: string[] = []
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + word.length < WIDTH) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.join('\n')
}

/** Writes a letter as plain text and as HTML. Everything in it is text: nothing of it can become markup. */
export function writeLetter({ subject, paragraphs, action, remarks = [] }: Letter): WrittenLetter {
  const text = [
    ...paragraphs.map(wrap),
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...remarks.map(wrap),
    `-- \n${SIGNATURE}`,
  ].join('\n\n')
  const paragraph = (content: string, style = '') => `<p style="margin:0 0 16px;${style}">${content}</p>`
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;background:#f4f4f6;color:#1c1c22;font:16px/1.5 system-ui,sans-serif">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#ffffff;border-radius:12px">
${[
  ...paragraphs.map(content => paragraph(escapeHtml(content))),
  ...(action ? [paragraph(buttonOf(action)), paragraph(escapeHtml(action.url), SMALL)] : []),
  ...remarks.map(content => paragraph(escapeHtml(content), SMALL)),
].join('\n')}
<p style="margin:0;${SMALL}">${SIGNATURE}</p>
</div>
</body>
</html>
`
  return { subject: subject.replace(/\s+/g, ' '), text: `${text}\n`, html }
}

const SMALL = 'font-size:13px;color:#6a6a75;word-break:break-word'

function buttonOf({ label, url }: { label: string; url: string }): string {
  const style =
    'display:inline-block;padding:12px 20px;border-radius:8px;background:#4338ca;color:#ffffff;text-decoration:none;font-weight:600'
  return `<a href="${escapeHtml(url)}" style="${style}">${escapeHtml(label)}</a>`
}
