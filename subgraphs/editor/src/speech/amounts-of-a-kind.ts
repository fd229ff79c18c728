const determiner = /^(?:an?|the|this|that|its|their|his|her|our|my|your|each|every|another)$/i

/** What costs or is worth an amount: "at $230 billion valuation". */
const priced =
  /^(?:valuation|deal|fund|plan|loan|fine|investment|project|contract|budget|lawsuit|settlement|takeover|merger|stake|package|prize|fee|bailout|bid|buyout|acquisition|mansion|telescope|grant|donation|payout|jackpot|penalty|bond|factory|scheme|programme|program|ransom|heist|bounty|lifeline|windfall)$/i

/** What cannot be the thing itself: "the $5 million he owed", "the 5 km between them". */
const noThing =
  /^(?:a|an|the|he|she|it|they|we|you|i|who|which|that|and|or|but|nor|than|then|as|at|by|for|from|in|into|of|off|on|out|over|per|to|up|with|within|without|about|after|before|between|through|under|is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|do|does|did|not|more|less|each|every|ago|away|apart|lost|spent|paid|made|left|won|sold|cut|worth|so|if|when|while|because|until|since|just|only|also|still|now|already|later|earlier|together|today|yesterday|tomorrow)$/i

/**
 * Whether an amount tells what kind of thing follows and stands in the singular: "a $5 million prize", "the £20 note", "our 2 kg
 * magnet".
 * @param before the word before the amount
 * @param next the word behind it, with its unit
 * @param isFollowed whether that word follows without a pause
 */
export function isOfAKind(
  before: string | undefined,
  next: string | undefined,
  isFollowed: boolean,
): boolean {
  if (!isFollowed || next === undefined) return false
  if (/^an?$/i.test(before ?? '')) return true
  if (priced.test(next)) return true
  if (!determiner.test(before ?? '') || !/^[a-z][a-z'-]+$/i.test(next)) return false
  return !noThing.test(next) && !/(?:ed|ing|[^s]s)$/i.test(next)
}
