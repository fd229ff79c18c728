type SourceKind = 'FEED' | 'GOOGLE_TRENDS' | 'HACKER_NEWS' | 'REDDIT' | 'SAMPLE'

/** How an audience has reacted so far, where the source tells. */
interface Engagement {
  upvotes: number
  comments: number
}

/** A value that survives JSON without loss; what a source knows beyond the common fields. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }

/** One thing a source reports, before it is scored: perhaps a trend. */
export interface TrendCandidate {
  /** The source's own id of the item, stable from scan to scan. */
  externalId: string
  /** The title: one line of plain text, at most 300 characters, never empty. */
  topic: string
  /** http(s) address of the item itself, not of the feed. */
  url: string | null
  /** Plain text, at most 600 characters. Empty when the source gives none. */
  summary: string
  /** Plain text of all the source gives of the item, at most 20,000 characters. May be empty. */
  text: string
  author: string | null
  /** Who publishes it, as readers know them: the title of the feed, the name of the site. */
  publication: string | null
  publishedAt: Date | null
  imageUrl: string | null
  categories: string[]
  /** Position in the source's list, from 1. */
  rank: number
  /** Searches a day, where the source counts them. */
  traffic?: number
  engagement?: Engagement
  raw: { [key: string]: JsonValue }
}

export interface SourceRequest {
  /** Most candidates wanted, from 1. */
  limit: number
  signal: AbortSignal
}

export interface SourceYield {
  candidates: TrendCandidate[]
  /** What a person should know though candidates came, for example that the feed broke off. */
  warning?: string
}

/** Where candidates come from. One file per provider; chosen and named by configuration. */
export interface TrendSource {
  /** Unique among the configured sources, shown to people and stored with each trend. */
  readonly name: string
  readonly kind: SourceKind
  /** Reads the source once. Throws `SourceError`; never hangs past its own time-out or the signal. */
  fetch(request: SourceRequest): Promise<SourceYield>
}

/** What an audience elsewhere says about topics found by the sources. */
export interface TrendCorroborator {
  readonly name: string
  /**
   * Asks about topics, best first, as far as the provider's limits allow. Gives 0-100 for each topic that it
   * knows of; topics it was not asked about or knows nothing of are absent.
   */
  corroborate(topics: readonly string[], signal: AbortSignal): Promise<Map<string, number>>
}
