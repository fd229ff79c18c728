import type { TargetPlatform, VisualStyle } from '@orion/common'

/** What the director knows of a trend: the item as its source published it, as plain text. */
export interface Article {
  /** The headline. */
  topic: string
  /** One or two lines about it; may be empty. */
  summary: string
  /** The text of the item, paragraphs on lines of their own; may be short or empty. */
  text: string
  /** The name of the source as a reader knows it ("The Guardian"); empty when unknown. */
  source: string
  url: string
  niche: string
  author?: string
  /** The categories the source files it under. */
  categories?: readonly string[]
  publishedAt?: Date
}

/** How a script is to be written. */
export interface WritingOptions {
  platform: TargetPlatform
  /** Free words, "informative and engaging" unless the user says otherwise. */
  tone: string
  style: VisualStyle
  /** Wanted spoken length; kept within 20 and 50 seconds. */
  targetSeconds: number
  /** What reviewers said about earlier versions, oldest first. */
  feedback: readonly string[]
}

export const defaultWritingOptions: WritingOptions = {
  platform: 'YOUTUBE_SHORTS',
  tone: 'informative and engaging',
  style: 'CINEMATIC',
  targetSeconds: 35,
  feedback: [],
}
