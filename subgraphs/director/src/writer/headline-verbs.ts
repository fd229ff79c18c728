/**
 * Verbs of headlines that can hardly be anything else: "Nvidia's value tops $5 trillion", which a tagger trained on prose takes
 * for nouns.
 */
const plainVerbs = new Set(
  (
    'adds admits agrees aims announces appeals approves arrests bans batters becomes begins bites blames blasts boosts brings ' +
    'builds buys cancels captures catches celebrates clears climbs collapses confirms considers continues creates criticises ' +
    'criticizes declares defeats defends delays denies dies doubles earns elects ends enters erupts escapes expands explains ' +
    'explodes fails finds follows gains gets gives goes grows halts helps hires improves includes influences injures invests ' +
    'joins jumps keeps kills knows launches leads leaves loses makes meets merges misses offers opens overtakes pays pledges ' +
    'plunges praises prepares prompts proposes proves pulls pushes puts quits raises reaches reacts rebounds recalls recovers ' +
    'rejects remains removes replaces resigns restores returns reveals rises says seals secures sees seeks sells sends settles ' +
    'shoots shuts sinks slams slashes slips soars sparks speaks spends starts stuns sues suffers suggests supports survives ' +
    'suspends swears sweeps takes tells threatens tops triggers triples tumbles turns unveils upholds urges wants warns weighs ' +
    'welcomes withdraws writes'
  ).split(' '),
)

/** Verbs that are as often nouns: one that is followed by a preposition is taken for a noun ("plans for Heathrow"). */
const doubtfulVerbs = new Set(
  (
    'attacks backs battles beats bets blocks breaks calls causes changes charges claims closes costs cuts deals demands drives ' +
    'drops faces falls fears fights files fires forces heads hits holds hopes issues lands looks marks moves names needs orders ' +
    'outlines picks plans plays posts promises protests releases reports rules runs scores sets shares shows signs stands stops ' +
    'strikes talks targets tests tracks trades uses votes wins works'
  ).split(' '),
)

const preposition = /^(of|for|in|on|at|to|with|from|by|and|or|over|as|are|were|is|was)$/
const leftOutVerb =
  /\b(dead|killed|injured|hurt|missing|arrested|jailed|charged|feared|found|held|named|hired|sold|hit|set) (as|after|in|by|at|over|for|with|to|dead)\b/i

/** Whether a headline says that something happens, by the verbs that headlines are made of. */
export function tellsAnEvent(headline: string): boolean {
  if (leftOutVerb.test(headline)) return true
  const words = headline.toLowerCase().match(/[\p{L}\d'’$£€%.-]+/gu) ?? []
  return words.some((word, at) => {
    const next = words[at + 1]
    if (at === 0 || next === undefined) return false
    return plainVerbs.has(word) || (doubtfulVerbs.has(word) && !preposition.test(next))
  })
}
