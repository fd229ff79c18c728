import { spokenName } from './spoken-names.ts'

const signs: Readonly<Record<string, string>> = { '.': 'dot', '-': 'dash', _: 'dash', '+': 'plus' }
const knownEnding =
  /\.(?:com|org|net|io|gov|edu|co|uk|ai|dev|app|eu|de|fr|info|news|tv|me|be|ly)(?:[/:?#]|$)/i

function dotted(text: string): string[] {
  return text.split(/([.\-_+])/).flatMap(part => {
    const sign = signs[part]
    return sign ? [sign] : spokenName(part)
  })
}

/**
 * Says a web or mail address: the host only, since nobody wants a path read out.
 * @returns undefined when the word is no address
 */
export function spokenAddress(core: string): string[] | undefined {
  const [, account, domain] = /^([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)$/.exec(core) ?? []
  if (account && domain) return [...dotted(account), 'at', ...dotted(domain)]
  const host = /^(?:https?:\/\/)?(?:www\.)?((?:[a-z\d-]+\.)+[a-z]{2,})(?::\d+)?(?:[/?#].*)?$/i.exec(core)?.[1]
  // `word.Word` is a missing space and no host name, unless it ends the way hosts do.
  const isHost = /^(?:https?:|www\.)/i.test(core) || knownEnding.test(core)
  return host && isHost ? dotted(host) : undefined
}
