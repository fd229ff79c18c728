import type { TargetPlatform } from '@orion/common'
import { pick } from './key-phrase.ts'

/** Stories that nobody should be asked to like, or to have an opinion on, in a cheerful voice. */
const grave =
  /\b(kill\w*|dead|dies|died|death|murder\w*|shoot\w*|shot|rape\w*|abus\w*|assault\w*|grop\w*|suicid\w*|victims?|attack\w*|bomb\w*|terror\w*|traffick\w*|enslaved|war|genocide|cancer|crash\w*|opioid\w*|overdose\w*|isis|assassinat\w*|smuggling)\b/i

/** What only sounds like harm. */
const harmless =
  /\bkiller (whales?|apps?|features?)\b|\bprice wars?\b|\bcrash courses?\b|\bkilling (it|time)\b|\b(flu|booster|long|best|jump|free[- ]throw) shots?\b|\bshots? (of|on (goal|target)|\d)/gi

const followUp: Record<TargetPlatform, readonly [string, ...string[]]> = {
  YOUTUBE_SHORTS: [
    'Subscribe for more stories like this one.',
    'What do you make of it? Tell us in the comments.',
    'Like this kind of story? Subscribe for the next one.',
  ],
  TIKTOK: [
    'Follow for more stories like this one.',
    'What do you make of it? Tell us in the comments.',
    'Like this kind of story? Follow for the next one.',
  ],
  INSTAGRAM_REELS: [
    'Save this one and follow for more.',
    'What do you make of it? Tell us in the comments.',
    'Like this kind of story? Follow for the next one.',
  ],
}

const gravely: Record<TargetPlatform, string> = {
  YOUTUBE_SHORTS: 'Subscribe for updates on this story.',
  TIKTOK: 'Follow for updates on this story.',
  INSTAGRAM_REELS: 'Follow for updates on this story.',
}

/** Whether a story is one of death and harm. */
export function isGrave(topic: string, text: string): boolean {
  const [title, beginning] = [topic, text.slice(0, 400)].map(words => words.replace(harmless, ''))
  return grave.test(title ?? '') || grave.test(beginning ?? '')
}

/**
 * A short call to action in the platform's own words ("subscribe" or "follow"). Stories of death and harm get a
 * plain one.
 */
export function callToAction(topic: string, text: string, platform: TargetPlatform): string {
  if (isGrave(topic, text)) return gravely[platform]
  return pick(followUp[platform], topic)
}
