/**
 * What feeds carry around an article and nobody would say aloud: "Continue reading", credits, by-lines, sign-offs,
 * calls to write in, pointers to parts of the page that a listener cannot see.
 */

const furnitureLines = [
  /^(continue|keep) reading\b/i,
  /^(read|see|find out|learn|hear|watch)( the)? (more|on|full|also|next)\b/i,
  /^(related|more|see also|also|tags|categories|filed under|topics|source|via|share|updated?|posted|published|advertisement|sponsored|disclaimer|labels?)\s*[:|]/i,
  /^warning\s*:/i,
  /^(photo(graph)?s?|images?|pictures?|illustration|composite|video|credits?|getty)\b[^.!?]{0,15}(:|\bby\b)/i,
  /^(written )?(by|author:|words:|reporting by) [\p{Lu}]/iu,
  /^[-–—•]\s*[\p{Lu}][\p{L}.'’]+( [\p{Lu}][\p{L}.'’]*){1,4}(,|$)/u,
  /^[\p{Lu}][\p{L}.'’]+( [\p{Lu}][\p{L}.'’]*){1,5}, [^.!?]*\b(team|editor|engineer|correspondent|manager|advisor|staff|committee)\b[^.!?]*$/iu,
  /^(sign up|subscribe|follow|share|e-?mail|tweet|click|download|get all|join us|donate|support us)\b/i,
  /^(copyright|©|all rights reserved)/i,
  /^(jump to|print (this )?recipe|last updated|(produced|edited|hosted|music|narrated|filmed) by)\b/i,
  /^\d{1,2}[.:]\d{2}\s*(am|pm)?\s*([A-Z]{2,4})?$/i,
  /^[([]?\d{1,2}:\d{2}(:\d{2})?[)\]]?\s+[-–—|]?\s*\S/,
  /^(#[\p{L}\d_]+\s*)+$/u,
  /^(figure|table|fig\.) \d/i,
  /^(live|latest) (updates|feed)\b/i,
  /^latest\b.*\b(deals|updates|leagues|kick-off)\b/i,
  /^(clockwatch|scott’s book|full story on)\b/i,
  /\bpic\.twitter\.com\b|\bt\.co\//i,
  /[-–—|]\s*(live!?|video|podcast|in pictures|gallery|audio|as it happened)\s*$/i,
]

const furnitureSentences = [
  /\b(have a look|look for any|look out for|check (it |them )?out)\b/i,
  /\b(we|I) (strongly )?(encourage|recommend|urge|invite) you to\b.*\b(review|read|check|visit|join|apply)\b/i,
  /^(answer|question|tip|example|reminder|warning|caveat|spoiler|disclosure)s?: /i,
  /\bthe (post|article|entry|recipe) .*\bappeared (first )?on\b/i,
  /\b(affiliate links?|earn a (small )?commission|disclosure policy|privacy (policy|information)|at (the )?time of (publication|writing))\b/i,
  /^step \d+\b/i,
  /^(pin|bookmark|save) this\b|\bmade (this|the) recipe\b|\bleave (us )?a (comment|review|rating|voicemail)\b|\bin the comments\b/i,
  /\bif you haven['’]?t (listened|heard|seen|watched|read)\b|\bstart there\b|\b(rate|review)( and| &) (review|rate|subscribe)\b|\bsupport the (show|channel|podcast)\b/i,
  /\bfor sponsoring\b|\bhave a (great|good|nice|lovely) (weekend|week|day|one)\b|^happy (mon|tues|wednes|thurs|fri|satur|sun)day\b/i,
  /\b(this|another) (post|article|blog|entry|piece|story|episode|version of this post)\b.*\b(series|appeared|originally|first published|was (written|published)|adapted)\b/i,
  /\bthis is (another|the .* in a series)\b.*\bpost\b/i,
  /\bversion of this (post|article)\b/i,
  /\bprinter-friendly\b/i,
  /\b(contact us|let (us|me) know|feel free|reach out to|get in touch|stay tuned|do not hesitate|don['’]t hesitate|look forward to (seeing|hearing|meeting|working)|drop us)\b/i,
  /\b(check out|visit|see|read|refer to|head over|take a look at|join us|consult|watch)\b.{0,40}\b(our|the|this|us|here|page|guide|post|site|website|forum|blog|docs|documentation|channel|section|article|slides|video)\b.{0,80}\b(forum|guide|page|website|site|blog|here|documentation|docs|channel|notes|details|information|updates?|repository|list|post|release notes|us|slides)\b/i,
  /\bfor (more|further|additional|full|complete) (information|details|info)\b/i,
  /\b(please (visit|see|check|refer|find|register|contact|read|join|fill|submit|send|feel|note))\b/i,
  /\b(more (information|details|info) (here|can be found|is available|are available)|can be found here)\b/i,
  /\bif you have (any )?(questions?|feedback|comments|suggestions)\b/i,
  /\b(questions\?|have questions)\b/i,
  /\b(sign up|click) (here|for|on)\b|\bclick the\b/i,
  /\bapolog(ies|ise|ize)\b.*\binconvenience\b/i,
  /\b(table|figure|chart|graph|diagram|image|picture|photo|video|sample|example|code|snippet|list|link|section)s? (below|above)\b/i,
  /\b(the following|as follows|see below|listed below|shown below|described below|mentioned above|shown above|summarized below)\b/i,
  /\b(below|above|here)[.:!]?$/i,
  /\bin this (post|article|blog|series|episode|section|piece)\b/i,
  /\b(thank you|thanks) (for|to)\b.*\b(reading|you)\b/i,
  /\bhappy (testing|coding|new year|holidays)\b/i,
  /\bcontains distressing details\b/i,
  /\b(previous|next|last|earlier|upcoming|future|recent) (blog )?(post|article|episode|section)s?\b/i,
  /\b(this|our|the) (blog|news ?letter|mailing list|podcast)\b/i,
  /\b(this|today['’]s) (episode|video|show|stream)\b.*\bsponsor|\bbrought to you by\b|\b(promo|discount|use (the |my |our )?)code\b/i,
  /\bad choices\b|\bhosted (on|by) (acast|simplecast|megaphone|libsyn|buzzsprout)\b|\bpatreon\b|\bget \d+% off\b/i,
]

const pageOpening =
  /^(?:(?:in|on) (?:this|today['’]s|this week['’]s|the latest|our latest) (?:\w+ )?(?:episode|part|post|article|video|piece|talk|film|report|issue|edition|show|clip|interview)(?: of (?:our|this|the) [\w -]{1,40})?,|join (?:us|me)(?: live)? (?:as|while|when))\s+(?!(?:I|we|you|let['’]?s|here|there|it)\b)/iu

/** "In this episode, the virologist tells …" without what speaks of the page. */
export function withoutPageOpening(sentence: string): string {
  const rest = sentence.replace(pageOpening, '')
  return rest === sentence ? sentence : rest.charAt(0).toUpperCase() + rest.slice(1)
}

/** True for a line that is page furniture, not part of the text. */
export function isFurnitureLine(line: string): boolean {
  return furnitureLines.some(pattern => pattern.test(line))
}

/** True for a sentence that speaks of the page, to the reader of the page, and not of the matter. */
export function isFurnitureSentence(sentence: string): boolean {
  return furnitureSentences.some(pattern => pattern.test(sentence))
}

/**
 * True for program code, mark-up, commands, tables, formulas and identifiers in running text: they cannot be spoken.
 */
export function isCode(text: string): boolean {
  if (
    /[{}<>=\\^~`|]|\(\)|\/\/|::|->|;\s*$|\w\((?!e?s\))\w*\)|\b\w+_\w+\b|\w\.\w+\(|\b[A-Za-z]{3,}\.[a-z][A-Za-z]{2,}\b|--\w|\$[A-Za-z_]|[⁰⁴-⁹√∑∫]|\d\s?×\s?10/u.test(
      text,
    )
  )
    return true
  const marks = text.replace(/[\p{L}\p{N}\s.,'’"“”‘!?–—-]/gu, '').length
  return marks / Math.max(1, text.length) > 0.08
}
