import { z } from 'zod'
import { isEnglish } from '../../language/is-english.ts'
import { meaningfulStems, readTokens } from '../../language/reader.ts'
import { countWords, narration, type Script, spokenSeconds } from '../../writer/script.ts'
import { speakable } from '../../writer/speakable.ts'
import type { Question } from '../structured-question.ts'
import { aboutUntrustedText, quotedArticle } from '../untrusted-text.ts'
import type { ScriptTask } from '../writer.ts'

const platformNames = {
  YOUTUBE_SHORTS: 'YouTube Shorts (viewers subscribe)',
  TIKTOK: 'TikTok (viewers follow)',
  INSTAGRAM_REELS: 'Instagram Reels (viewers follow and save)',
}

const spoken = z.string().transform((text, context) => {
  const said = speakable(text)
  if (said !== undefined) return said
  context.addIssue({
    code: 'custom',
    message: 'must be a full sentence in Latin letters without addresses or open quotation marks',
  })
  return z.NEVER
})

const words = (fewest: number, most: number) => (text: string) =>
  countWords(text) >= fewest && countWords(text) <= most

function scriptSchema({ article }: ScriptTask) {
  const topic = meaningfulStems(readTokens(article.topic))
  // A script about an article in another language shares no words with it.
  const isTranslated = !isEnglish(`${article.topic}\n${article.summary}\n${article.text}`)
  const isOnTopic = (script: Script) =>
    isTranslated || [...meaningfulStems(readTokens(narration(script)))].some(stem => topic.has(stem))
  return z
    .object({
      hook: spoken.refine(words(4, 16), 'must have 5 to 14 words'),
      body: z.array(spoken).min(2).max(10),
      callToAction: spoken.refine(words(2, 18), 'must have at most 12 words'),
      visualCues: z.array(z.string().trim().min(3).max(200)).min(3).max(6),
    })
    .refine(({ body }) => words(45, 140)(body.join(' ')), {
      path: ['body'],
      message: 'must have 55 to 110 words together',
    })
    .refine(script => spokenSeconds(narration(script)) <= 55, {
      path: ['body'],
      message: 'is too long: all of it must be spoken within 50 seconds',
    })
    .refine(isOnTopic, {
      path: ['hook'],
      message: `must be about “${article.topic.slice(0, 120)}” and use words of it`,
    })
}

/** Asks for a script. The reviewers' notes and the analyst's suggestions are part of the question. */
export function scriptQuestion(task: ScriptTask): Question<z.ZodType<Script>> {
  const { article, options, suggestions } = task
  const bodyWords = Math.round(Math.min(110, Math.max(55, (options.targetSeconds / 60) * 165 - 22)))
  const advice = suggestions.map(({ area, suggestion }) => `- ${area}: ${suggestion}`)
  const notes = options.feedback.map((note, at) => `${at + 1}. ${note}`)
  return {
    task: 'script',
    temperature: 0.8,
    maxTokens: 1024,
    system: [
      'You write scripts for short vertical videos that one narrator speaks.',
      'Use only facts that stand in the source. Write whole sentences as a person would say them: no lists, no emoji, no hashtags, no addresses, no stage directions.',
      aboutUntrustedText,
      'Answer with one JSON object and nothing else: {"hook": string, "body": string[], "callToAction": string, "visualCues": string[]}.',
      `hook: one sentence of 5 to 14 words that says what it is about. body: 3 to 6 sentences, about ${bodyWords} words together. callToAction: one sentence of at most 12 words. visualCues: 3 to 6 short descriptions of things to be seen.`,
    ].join('\n'),
    user: [
      `Platform: ${platformNames[options.platform]}\nTone: ${options.tone}\nLanguage: English`,
      quotedArticle(article),
      advice.length > 0 && `What earlier scripts taught us:\n${advice.join('\n')}`,
      notes.length > 0 &&
        `Earlier versions were sent back with these notes, oldest first. Follow all of them:\n${notes.join('\n')}`,
      'Write the script.',
    ]
      .filter(Boolean)
      .join('\n\n'),
    schema: scriptSchema(task),
  }
}
