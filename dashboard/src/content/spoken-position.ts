interface Caption {
  startSeconds: number
  endSeconds: number
  text: string
}

interface Segment {
  text: string
}

const countWords = (text: string) => text.split(/\s+/).filter(Boolean).length

/**
 * When each segment of a script is spoken, in seconds from the start. Captions hold the same words in the same order,
 * cut differently; a segment starts with the caption that holds its first word.
 */
export function segmentStarts(segments: readonly Segment[], captions: readonly Caption[]): number[] {
  const segmentWords = segments.map(({ text }) => countWords(text))
  const captionWords = captions.map(({ text }) => countWords(text))
  const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0)
  const ratio = sum(captionWords) / Math.max(1, sum(segmentWords))
  // Where numbers are written out, the place of a word is only known roughly: then the next caption is the likelier one.
  const doubtWords = ratio === 1 ? 0 : 1

  let spoken = 0
  return segmentWords.map(words => {
    const firstWord = spoken * ratio
    spoken += words
    let passed = 0
    for (const [index, count] of captionWords.entries()) {
      passed += count
      if (passed > firstWord + doubtWords) return captions[index]?.startSeconds ?? 0
    }
    return captions.at(-1)?.startSeconds ?? 0
  })
}

/** The last of some moments that lies at or before `seconds`; -1 before the first. */
export function positionAt(starts: readonly number[], seconds: number): number {
  return starts.findLastIndex(start => start <= seconds)
}

/** Captions as WebVTT. */
export function toWebVtt(captions: readonly Caption[]): string {
  const cues = captions.map(
    ({ startSeconds, endSeconds, text }) =>
      `${stamp(startSeconds)} --> ${stamp(endSeconds)}\n${text.replaceAll('-->', '→').replaceAll(/\s*\n\s*/g, '\n')}`,
  )
  return `WEBVTT\n\n${cues.join('\n\n')}\n`
}

function stamp(seconds: number): string {
  return new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23)
}
