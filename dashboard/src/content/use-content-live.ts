'use client'

import { useState } from 'react'
import { useKeepFresh, useLive } from '#graph/use-live.ts'
import { useThrottled } from '#graph/use-throttled.ts'
import { describeStageEvent, hearStageEvent, type LiveRun } from './live-stages.ts'
import { contentEvents, contentRenderProgress, contentUpdated } from './operations.ts'

/** How to read each part of a content again. */
export interface ContentReaders {
  core: () => void
  scenes: () => void
  video: () => void
  publications: () => void
  history: () => void
}

interface LiveContent {
  run: LiveRun | null
  /** How far the whole render is, 0 to 1; null while none was heard of. */
  renderProgress: number | null
  /** The last thing that happened, in a sentence. */
  message: string | null
}

/** Follows a content: shows news at once, and reads again the parts that an event is about. */
export function useContentLive(id: string, readers: ContentReaders): LiveContent {
  const [run, setRun] = useState<LiveRun | null>(null)
  const [renderProgress, setRenderProgress] = useState<number | null>(null)
  const [message, setMessage] = useState<string | null>(null)

  const readCore = useThrottled(readers.core, 1_000)
  const readScenes = useThrottled(readers.scenes, 1_500)
  const readVideo = useThrottled(readers.video, 1_500)
  const readPublications = useThrottled(readers.publications, 1_500)
  const readHistory = useThrottled(readers.history, 3_000)
  const readAll = () => {
    for (const read of [readCore, readScenes, readVideo, readPublications, readHistory]) read()
  }

  useLive(contentUpdated, { id }, () => {
    readVideo()
    readPublications()
    readHistory()
  })
  useLive(contentEvents, { id }, ({ pipelineEvents: event }) => {
    setRun(known => hearStageEvent(known, event))
    if (event.stage === 'IMAGES' || event.type.startsWith('orion.media.')) readScenes()
    if (event.stage === 'PUBLISH' || event.type.startsWith('orion.publication.')) readPublications()
    if (event.type.startsWith('orion.video.')) readVideo()
    if (event.type === 'orion.pipeline.progress') return
    setMessage(describeStageEvent(event))
    readCore()
    readHistory()
    if (event.status !== 'RUNNING') readVideo()
  })
  useLive(contentRenderProgress, { id }, event => setRenderProgress(event.renderProgress.progress))
  useKeepFresh(readAll)

  return { run, renderProgress, message }
}
