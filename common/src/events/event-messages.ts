import { cancellation, isCancellation } from './cancellation.ts'
import type { EventData, EventName } from './catalogue.ts'

type StageChange = EventData<'pipeline.stage_changed'>

const platformNames: Record<string, string> = {
  SANDBOX: 'the sandbox',
  X: 'X',
  YOUTUBE: 'YouTube',
  TIKTOK: 'TikTok',
  INSTAGRAM: 'Instagram',
}

/** What people call a platform. */
export const platformName = (platform: string) => platformNames[platform.toUpperCase()] ?? platform

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const quoted = (text: string) => `“${text}”`
const wasCancelled = (subject: string, error: string) =>
  sentence(`${subject} was ${error.charAt(0).toLowerCase()}${error.slice(1)}`)
const sentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`)

/** What each stage does, as the beginning of a sentence about it. */
const stageTitles: Record<StageChange['stage'], string> = {
  STRATEGIST: 'Writing the script',
  CREATOR: 'Planning the pictures',
  ANALYST: 'The analysis',
  IMAGES: 'Drawing the pictures',
  SPEECH: 'Speaking the script',
  CAPTIONS: 'Timing the captions',
  STITCH: 'Rendering the video',
  THUMBNAILS: 'Making the thumbnails',
  VALIDATE: 'Checking the video',
  PUBLISH: 'Publishing the video',
  VIDEO: 'The finished video',
}

function stageMessage({ stage, status, title, attempt, error }: StageChange): string {
  const subject = `${stageTitles[stage]} for ${quoted(title)}`
  const again = attempt > 1 ? ` (try ${attempt})` : ''
  switch (status) {
    case 'RUNNING':
      return `${subject} began${again}.`
    case 'COMPLETED':
      return `${subject} is done${again}.`
    case 'FAILED':
      if (error && isCancellation(error)) return wasCancelled(subject, error)
      return sentence(`${subject} failed${again}${error ? `: ${error}` : ''}`)
    case 'AWAITING_REVIEW':
      return `${subject} waits for a decision.`
  }
}

const statusMessages: Record<EventData<'content.updated'>['status'], string> = {
  DRAFT: 'is a draft',
  GENERATING: 'is being made',
  REVIEW: 'is up for review',
  APPROVED: 'was approved',
  PUBLISHED: 'is published',
  REJECTED: 'was rejected',
  FAILED: 'failed',
}

const actMessages: Record<EventData<'audit.recorded'>['action'], string> = {
  SOCIAL_ACCOUNT_CONNECTED: 'An account to publish with was connected.',
  SOCIAL_ACCOUNT_DISCONNECTED: 'An account to publish with was removed.',
  PUBLICATION_REQUESTED: 'A publication was asked for.',
  PUBLICATION_CANCELLED: 'A publication was cancelled.',
  PUBLICATION_RETRIED: 'A publication was tried again.',
  GATE_DECIDED: 'A gate was decided.',
  DEAD_LETTER_REPLAYED: 'A dead letter was replayed.',
}

const messages: { [Name in EventName]: (data: EventData<Name>) => string } = {
  'trend.detected': ({ topic, source, score }) =>
    `${quoted(topic)} was found in ${source}, with a score of ${Math.round(score)}.`,
  'trend.expired': ({ topic }) => `${quoted(topic)} is too old and expired.`,
  'content.created': ({ title, visualPrompts: { length } }) =>
    `${quoted(title)} has its script and ${length === 1 ? 'one visual prompt' : `${length} visual prompts`}.`,
  'content.updated': ({ title, status, reason }) =>
    reason && isCancellation(reason)
      ? wasCancelled(quoted(title), reason)
      : sentence(`${quoted(title)} ${statusMessages[status]}${reason ? `: ${reason}` : ''}`),
  'content.approved': ({ title, publishAt }) =>
    `${quoted(title)} was approved and will be published ${publishAt ? `at ${publishAt}` : 'now'}.`,
  'content.rejected': ({ title, feedback, regenerate }) =>
    sentence(
      `${quoted(title)} was rejected${regenerate ? ' and is written again' : ''}${feedback ? `: ${feedback}` : ''}`,
    ),
  'content.published': ({ title, platform }) =>
    `${quoted(title)} was published on ${platformName(platform)}.`,
  'media.generated': ({ title, images: { length } }) =>
    `${length === 1 ? 'One picture' : `${length} pictures`} for ${quoted(title)} ${length === 1 ? 'is' : 'are'} drawn.`,
  'media.failed': ({ title, error }) =>
    sentence(`The pictures for ${quoted(title)} could not be drawn: ${error}`),
  'video.rendered': ({ title, video }) =>
    `The video of ${quoted(title)} is finished: ${Math.round(video.durationSeconds)} s.`,
  'video.failed': ({ title, error }) => sentence(`The video of ${quoted(title)} could not be made: ${error}`),
  'publication.failed': ({ title, platform, error, outcome }) =>
    sentence(
      outcome === 'UNKNOWN'
        ? `It is not known whether ${platformName(platform)} took ${quoted(title)}: ${error}`
        : `${upperFirst(platformName(platform))} refused ${quoted(title)}: ${error}`,
    ),
  'pipeline.stage_changed': stageMessage,
  'pipeline.cancelled': ({ title, reason }) =>
    wasCancelled(`The work on ${quoted(title)}`, cancellation(reason)),
  'pipeline.progress': ({ stage, progress }) => `${stageTitles[stage]}: ${Math.round(progress * 100)} %.`,
  'notification.created': ({ title }) => sentence(title),
  'audit.recorded': ({ action }) => actMessages[action],
  'system.dead_letter': ({ service, kind, name, error }) =>
    sentence(`The ${kind} ${name} kept failing in ${service}: ${error}`),
  'cost.recorded': ({ amount, provider, units, unit }) => {
    const many = Number(units) === 1 || unit.endsWith('s') ? unit : `${unit}s`
    const work = Number(units) === 0 ? '' : ` for ${units} ${many}`
    return Number(amount) === 0
      ? `${provider} took nothing${work}.`
      : `${provider} was paid $${amount}${work}.`
  },
}

/** One sentence for people about an event, the same in the log, live, and in the terminal. */
export function messageOf<Name extends EventName>(name: Name, data: EventData<Name>): string {
  return messages[name](data)
}
