/** What a reviewer's words ask the writer to change. */
export type Wish =
  | { kind: 'shorter' }
  | { kind: 'longer' }
  | { kind: 'mention'; phrase: string }
  | { kind: 'leaveOut'; phrase: string }
  | { kind: 'differentHook' }
  | { kind: 'otherSentences' }

const hook = '(?:hook|opening|opener|first (?:line|sentence)|intro(?:duction)?|start|beginning|headline)'
const changed =
  '(?:different|another|new|other|better|stronger|catchier|change|rewrite|replace|punch(?:ier)?|weak|boring|dull|flat|bland)'

const wantsHook = new RegExp(
  `\\b${changed}\\b[^.;!?]{0,40}\\b${hook}\\b|\\b${hook}\\b[^.;!?]{0,40}\\b${changed}\\b`,
  'i',
)
const wantsShorter =
  /\b(shorter|too long|shorten|cut (it )?down|trim|more concise|briefer|tighter|too wordy|less text)\b/i
const wantsLonger =
  /\b(longer|too short|more details?|more facts|expand|elaborate|go deeper|flesh (it )?out|too thin)\b/i
const wantsMention =
  /\b(?:mention|include|talk(?:s)? (?:more )?about|speak (?:more )?about|more (?:about|on|of)|focus(?: more)? on|add(?: something (?:about|on))?|emphasi[sz]e|highlight|bring (?:up|in)|say something about|cover)\s+/gi
const wantsWithout =
  /\b(?:(?:much )?less (?:about|on|of)|(?:do not|don['’]?t|never|stop|avoid) (?:mention(?:ing)?|talk(?:ing)? about|includ(?:e|ing)|say(?:ing)?)|without|remove|drop|skip|leave out|cut out|no more|not so much(?: about)?|avoid|take out|omit)\s+/gi

/**
 * Reads a reviewer's note: "make it shorter", "mention the FBI", "less about golf", "different hook". Several wishes
 * in one note are all read. A note in which none is recognised asks for other sentences.
 */
export function readFeedback(note: string): Wish[] {
  const wishes: Wish[] = []
  for (const phrase of phrasesAfter(note, wantsWithout)) wishes.push({ kind: 'leaveOut', phrase })
  const rest = note.replace(new RegExp(`${wantsWithout.source}[^.;,!?]*`, 'gi'), ' ')
  if (wantsHook.test(rest)) wishes.push({ kind: 'differentHook' })
  if (wantsShorter.test(rest)) wishes.push({ kind: 'shorter' })
  else if (wantsLonger.test(rest)) wishes.push({ kind: 'longer' })
  for (const phrase of phrasesAfter(rest, wantsMention)) wishes.push({ kind: 'mention', phrase })
  return wishes.length > 0 ? wishes : [{ kind: 'otherSentences' }]
}

function phrasesAfter(note: string, trigger: RegExp): string[] {
  return [...note.matchAll(trigger)].flatMap(match => {
    const after = note.slice(match.index + match[0].length)
    const clause =
      after.split(
        /[.;,!?\n]|\b(?:but|because|and (?:make|mention|include|add|less|more|use|cut|drop|shorten)|please|instead|in the|at the|too)\b/i,
      )[0] ?? ''
    return clause
      .split(/\s+(?:and|or)\s+/i)
      .map(phrase =>
        phrase
          .replace(/^["'“‘\s]*(?:the|a|an|that|how|its?|their|this)\s+/i, '')
          .replace(/["'”’\s]+$/g, '')
          .replace(/^["'“‘]+/, '')
          .trim(),
      )
      .filter(
        phrase =>
          /[\p{L}\d]/u.test(phrase) &&
          phrase.split(' ').length <= 6 &&
          !new RegExp(`^(${hook}|details?|facts|it)$`, 'i').test(phrase),
      )
  })
}
