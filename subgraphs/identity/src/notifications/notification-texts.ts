import { platformName } from '@orion/common/events/event-messages'
import type { GateStage } from '@orion/common/events/schemas'
import type { EntryOf, NotificationType } from './notification-entries.ts'

/** What a notification says. */
export interface NotificationText {
  /** In a few words, at most 160 characters. */
  title: string
  /** In a sentence or two, at most 1000 characters. */
  body: string
}

const TITLE_CHARACTERS = 160
const BODY_CHARACTERS = 1000

/** Writes a notification from what is kept of its events (the most telling first) and their number. */
type Template<Type extends NotificationType> = (
  entries: readonly [EntryOf<Type>, ...EntryOf<Type>[]],
  count: number,
) => NotificationText

const quoted = (text: string) => `“${text}”`
const listed = new Intl.ListFormat('en', { type: 'conjunction' })
const times = (count: number) => (count === 1 ? '' : count === 2 ? ' twice' : ` ${count} times`)

const finishedBefore: Record<GateStage, string> = {
  STRATEGIST: 'The script is written',
  CREATOR: 'The pictures are planned',
  ANALYST: 'The analysis is done',
  VIDEO: 'The video is finished',
}

const mention = ({ topic, score, isSample }: EntryOf<'TREND_DETECTED'>) =>
  `${quoted(topic)} (${isSample ? 'sample, ' : ''}${Math.round(score)})`

const templates: { [Type in NotificationType]: Template<Type> } = {
  TREND_DETECTED: (entries, count) => {
    const [first] = entries
    if (count === 1)
      return {
        title: `New trend: ${first.topic}`,
        body: `Found in ${first.source} for the niche ${first.niche}, with a score of ${Math.round(first.score)} of 100.${
          first.isSample ? ' It comes from the sample feeds.' : ''
        }`,
      }
    return {
      title: `${count} new trends`,
      body: `${count > entries.length ? 'The strongest are ' : ''}${listed.format(entries.map(mention))}.`,
    }
  },
  CONTENT_CREATED: ([{ title, pictures }]) => ({
    title: `${quoted(title)} has its script`,
    body: `The script is finished, and ${pictures === 1 ? 'one picture' : `${pictures} pictures`} will be drawn for it now.`,
  }),
  GATE_OPENED: ([{ title, stage }]) => ({
    title: `${quoted(title)} waits for your decision`,
    body: `${finishedBefore[stage]}. Approve it to go on, or reject it with what should change.`,
  }),
  // The post's address is not told: it may be a signed one that ends; the content's page has it.
  CONTENT_PUBLISHED: entries => {
    const [{ title }] = entries
    const platforms = [...new Set(entries.map(entry => platformName(entry.platform)))]
    return {
      title: `${quoted(title)} was published`,
      body: `It is on ${listed.format(platforms)} now.`,
    }
  },
  CONTENT_REJECTED: ([{ title, feedback, regenerate }]) => ({
    title: `${quoted(title)} was rejected`,
    body: `${feedback ? `The reviewer says: ${quoted(feedback)}.` : 'The reviewer gave no reason.'}${
      regenerate ? ' It is written again with that in mind.' : ''
    }`,
  }),
  MEDIA_FAILED: ([{ title, error }], count) => ({
    title: `No pictures for ${quoted(title)}`,
    body: `The pictures could not be drawn${times(count)}: ${error}`,
  }),
  VIDEO_FAILED: ([{ title, error }], count) => ({
    title: `No video of ${quoted(title)}`,
    body: `The video could not be rendered${times(count)}: ${error}`,
  }),
  PUBLICATION_FAILED: ([{ title, platform, error, outcome }], count) => ({
    title: `${quoted(title)} could not be published`,
    body:
      outcome === 'UNKNOWN'
        ? `Nobody knows yet whether ${platformName(platform)} took the post; it is not posted again before that is settled: ${error}`
        : `${platformName(platform)} refused the post${times(count)}: ${error}`,
  }),
  WEBHOOK_DISABLED: ([{ host, reason }]) => ({
    title: `Your webhook at ${host} was disabled`,
    body: `${reason} Mend it and enable it again; what it missed can be sent once more.`,
  }),
}

const cut = (text: string, characters: number) => {
  const all = [...text.replace(/\s+/g, ' ').trim()]
  return all.length <= characters ? all.join('') : `${all.slice(0, characters - 1).join('')}…`
}

/** What a notification of this type says about `count` events, of which `entries` (one at least) are remembered. */
export function writeNotification<Type extends NotificationType>(
  type: Type,
  entries: readonly EntryOf<Type>[],
  count: number,
): NotificationText {
  const [first, ...others] = entries
  if (first === undefined) throw new RangeError(`A notification of type ${type} needs an event to tell of.`)
  const text = templates[type]([first, ...others], count)
  return { title: cut(text.title, TITLE_CHARACTERS), body: cut(text.body, BODY_CHARACTERS) }
}
