'use client'

import { ChevronLeft, FileQuestion } from 'lucide-react'
import Link from 'next/link'
import { GatePanel } from '#reviews/gate-panel.tsx'
import { buttonClasses } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { FailureState } from '#ui/failure-state.tsx'
import { Skeleton, SkeletonLines } from '#ui/skeleton.tsx'
import { CaptionsPanel } from './captions-panel.tsx'
import { ContentHeader } from './content-header.tsx'
import { CostPanel, OriginPanel } from './facts-panels.tsx'
import { PipelinePanel } from './pipeline-panel.tsx'
import { PublicationsPanel } from './publications-panel.tsx'
import { ScenesPanel } from './scenes-panel.tsx'
import { AnalysisPanel, CritiquePanel, ScriptPanel } from './script-panels.tsx'
import { TimelinePanel } from './timeline-panel.tsx'
import { useContent } from './use-content.ts'
import { useContentLive } from './use-content-live.ts'
import { useDocumentTitle } from './use-document-title.ts'
import { usePlayer } from './use-player.ts'
import { VideoPanel } from './video-panel.tsx'

/** One content with everything that is known of it, live: what it is made of, where it stands, what to decide. */
export function ContentPage({ id }: { id: string }) {
  const parts = useContent(id)
  const { core, origin, scenes, video, publications, history, readers } = parts
  const live = useContentLive(id, readers)
  const content = core.data?.content
  const madeVideo = video.value?.video ?? null
  useDocumentTitle(content?.title)
  const player = usePlayer(content?.script?.segments ?? [], madeVideo?.captions ?? [])

  if (!content) {
    return (
      <>
        <BackLink />
        <h1 className="sr-only">Content</h1>
        {core.error && <FailureState error={core.error} onRetry={readers.core} />}
        {!core.error && (core.fetching ? <WaitingPage /> : <Missing />)}
      </>
    )
  }

  const readAll = () => {
    for (const read of Object.values(readers)) read()
  }
  return (
    <>
      <BackLink />
      <ContentHeader content={content} onChanged={readAll} />
      {content.openGate?.status === 'OPEN' && (
        <div className="mb-5">
          <GatePanel
            key={content.openGate.id}
            gate={content.openGate}
            regenerations={content.regenerations}
            onDecided={readers.core}
          />
        </div>
      )}
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[20rem_minmax(0,1fr)] xl:grid-cols-[22rem_minmax(0,1fr)]">
        <div className="space-y-5 lg:sticky lg:top-20">
          <VideoPanel
            content={content}
            part={video}
            firstImage={scenes.value?.find(({ status }) => status === 'READY')?.thumbnailUrl}
            renderProgress={live.renderProgress}
            player={player}
            onRetry={readers.video}
          />
        </div>
        <div className="min-w-0 space-y-5">
          <PipelinePanel content={content} live={live} />
          <PublicationsPanel part={publications} onChanged={readers.publications} />
          <ScriptPanel content={content} player={madeVideo ? player : null} />
          {madeVideo && <CaptionsPanel video={madeVideo} player={player} />}
          <div className="grid grid-cols-1 gap-5 2xl:grid-cols-2">
            <CritiquePanel content={content} />
            <AnalysisPanel content={content} />
          </div>
          <ScenesPanel content={content} part={scenes} onRetry={readers.scenes} />
          <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[minmax(0,1fr)_20rem]">
            <TimelinePanel part={history} onRetry={readers.history} />
            <div className="space-y-5">
              <OriginPanel content={content} part={origin} />
              <CostPanel part={history} />
            </div>
          </div>
        </div>
      </div>
    </>
  )
}

function BackLink() {
  return (
    <Link
      href="/contents"
      className="-ml-1 mb-3 inline-flex items-center gap-1 rounded-md font-medium text-muted hover:text-ink"
    >
      <ChevronLeft aria-hidden className="size-4" />
      Contents
    </Link>
  )
}

function Missing() {
  return (
    <EmptyState
      icon={FileQuestion}
      title="There is no such content"
      message="It does not exist, or it belongs to somebody else."
    >
      <Link href="/contents" className={buttonClasses({ variant: 'primary' })}>
        All contents
      </Link>
    </EmptyState>
  )
}

function WaitingPage() {
  return (
    <div aria-busy="true">
      <Skeleton className="mb-2 h-8 w-2/3" />
      <Skeleton className="mb-6 h-5 w-72" />
      <div className="grid grid-cols-1 gap-5 lg:grid-cols-[20rem_minmax(0,1fr)] xl:grid-cols-[22rem_minmax(0,1fr)]">
        <Skeleton className="aspect-[9/16] w-full rounded-xl" />
        <div className="space-y-5">
          <div className="rounded-xl border border-line bg-surface p-4">
            <SkeletonLines count={8} />
          </div>
          <div className="rounded-xl border border-line bg-surface p-4">
            <SkeletonLines count={6} />
          </div>
        </div>
      </div>
    </div>
  )
}
