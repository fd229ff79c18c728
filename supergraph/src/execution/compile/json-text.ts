/** Everything but printable characters other than the quote, the backslash and halves of surrogate pairs. */
const NEEDS_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/

/** Writes a string as JSON; much cheaper than JSON.stringify for the short plain strings that answers are made of. */
export function quote(text: string): string {
  if (text.length >= 24) return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 32 || code === 34 || code === 92 || code >= 0xd800) return JSON.stringify(text)
  }
  return `"${text}"`
}

/**
 * Writes a constant part of later texts as JSON, once. Documents and plans may come as strings of two bytes a
 * character, and one such part would make every text it becomes part of twice as large and slow to send.
 */
export function constantText(value: string): string {
  return Buffer.from(JSON.stringify(value)).toString()
}

/** Compiles what writes the named variables as the inside of a JSON object; those without a value are left out. */
export function compileVariables(names: readonly string[]): (values: Record<string, unknown>) => string {
  const variables = names.map(name => ({ name, head: `${constantText(name)}:` }))
  return values => {
    let text = ''
    for (const { name, head } of variables) {
      // Clients choose the names: what every object inherits under one is no value.
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (value !== undefined) text += `${text === '' ? '' : ','}${head}${JSON.stringify(value)}`
    }
    return text
  }
}
