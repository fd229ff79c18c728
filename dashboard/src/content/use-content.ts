'use client'

import { useQuery } from 'urql'
import { toPart } from '#graph/part.ts'
import {
  contentHistoryQuery,
  contentOriginQuery,
  contentPublicationsQuery,
  contentQuery,
  contentScenesQuery,
  contentVideoQuery,
} from './operations.ts'
import type { ContentReaders } from './use-content-live.ts'

/**
 * Reads one content in parts, one for each service that knows something of it: a part whose service is down is missing,
 * the others show.
 */
export function useContent(id: string) {
  const variables = { id }
  const [core, readCore] = useQuery({ query: contentQuery, variables })
  const [origin] = useQuery({ query: contentOriginQuery, variables })
  const [scenes, readScenes] = useQuery({ query: contentScenesQuery, variables })
  const [video, readVideo] = useQuery({ query: contentVideoQuery, variables })
  const [publications, readPublications] = useQuery({ query: contentPublicationsQuery, variables })
  const [history, readHistory] = useQuery({ query: contentHistoryQuery, variables })

  const anew = { requestPolicy: 'network-only' } as const
  const readers: ContentReaders = {
    core: () => readCore(anew),
    scenes: () => readScenes(anew),
    video: () => readVideo(anew),
    publications: () => readPublications(anew),
    history: () => readHistory(anew),
  }
  return {
    core,
    origin: toPart(origin, ({ content }) => content),
    scenes: toPart(scenes, ({ content }) => content?.images),
    video: toPart(video, ({ content }) =>
      content?.video || content?.render || !video.error ? content : null,
    ),
    publications: toPart(publications, ({ content }) => content?.publications),
    history: toPart(history, ({ content }) =>
      content?.timeline && content.cost && content.metrics ? content : null,
    ),
    readers,
  }
}

/** What the parts hold once they are read. */
export type ContentParts = ReturnType<typeof useContent>
