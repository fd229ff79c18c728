import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '@orion/common/testing/test-system'

/** Waits for a mail without a mail server: the newest one to `recipient` whose subject begins so, with a link to `page`. @returns the link in it */
export function linkMailedTo(folder: string, recipient: string, subject: string, page = ''): Promise<string> {
  return eventually(async () => {
    const names = await readdir(folder).catch(() => [])
    const mails = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))
    const mail = mails.find(
      text =>
        text.includes(`\nTo: ${recipient}`) &&
        text.includes(`\nSubject: ${subject}`) &&
        decodeQuotedPrintable(text).includes(page),
    )
    return mail && /^http\S+#token=\S+$/m.exec(decodeQuotedPrintable(mail))?.[0]
  }, `the mail "${subject}" to ${recipient}`)
}

/** RFC 2045, 6.7, as far as mails of ASCII need it. */
function decodeQuotedPrintable(text: string): string {
  return text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replaceAll('\r\n', '\n')
}
