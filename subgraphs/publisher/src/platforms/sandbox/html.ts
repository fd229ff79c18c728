const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** A text that stands for itself in HTML, in elements and in quoted attributes. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, character => escapes[character] ?? character)

/** A text with its hashtags marked; everything a person or a feed wrote in it is escaped. */
export const markHashtags = (text: string): string =>
  escapeHtml(text).replace(/(^|\s)(#[\p{L}\p{M}\p{N}_]+)/gu, '$1<span class="tag">$2</span>')
