import type { TrendCandidate, TrendSource } from '../sources/trend-source.ts'
import { attentionFor } from './attention.ts'
import { isSameTopic, type TopicKey, topicKey } from './same-topic.ts'

/** A candidate and where it was found. */
export interface Finding {
  source: Pick<TrendSource, 'name' | 'kind'>
  candidate: TrendCandidate
}

/** What several findings tell of together. */
export interface MergedTopic {
  key: TopicKey
  /** The finding with the most attention, completed by what only the others know. */
  candidate: TrendCandidate
  source: Finding['source']
  /** Names of all sources it was found in, the leading one first. */
  sources: string[]
  /** Of the leading finding, 0-100. */
  attention: number
  isSample: boolean
  /** All items it was made of, as their sources know them. */
  sightings: { source: string; externalId: string }[]
}

/** Joins findings that tell of the same thing; most attention first. */
export function mergeDuplicates(findings: readonly Finding[], now: Date): MergedTopic[] {
  const ordered = findings
    .map(finding => ({ finding, attention: attentionFor(finding.candidate, now) }))
    .sort((a, b) => b.attention - a.attention)
  const topics: MergedTopic[] = []
  for (const { finding, attention } of ordered) {
    const { candidate, source } = finding
    const key = topicKey(candidate.topic, candidate.url)
    const known = topics.find(topic => isSameTopic(topic.key, key))
    if (known) join(known, finding)
    else {
      const isSample = source.kind === 'SAMPLE'
      topics.push({
        key,
        candidate,
        source,
        sources: [source.name],
        attention,
        isSample,
        sightings: [{ source: source.name, externalId: candidate.externalId }],
      })
    }
  }
  return topics
}

function join(topic: MergedTopic, { candidate, source }: Finding): void {
  if (!topic.sources.includes(source.name)) topic.sources.push(source.name)
  topic.sightings.push({ source: source.name, externalId: candidate.externalId })
  const { candidate: lead } = topic
  topic.candidate = {
    ...lead,
    summary: lead.summary || candidate.summary,
    text: candidate.text.length > lead.text.length ? candidate.text : lead.text,
    imageUrl: lead.imageUrl ?? candidate.imageUrl,
    author: lead.author ?? candidate.author,
    publishedAt: earlier(lead.publishedAt, candidate.publishedAt),
    categories: [...new Set([...lead.categories, ...candidate.categories])],
  }
}

function earlier(a: Date | null, b: Date | null): Date | null {
  if (!a || !b) return a ?? b
  return a < b ? a : b
}
