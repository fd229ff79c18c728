'use client'

import { useQuery } from 'urql'
import { contentVideoQuery } from '#content/operations.ts'
import { usePlayer } from '#content/use-player.ts'
import { VideoPlayer } from '#content/video-player.tsx'
import { PartFailure } from '#ui/failure-state.tsx'
import { Panel } from '#ui/panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { AnalysisView, CritiqueView, SceneList, ScriptFacts, ScriptText } from './material.tsx'
import type { OpenGate } from './reviews-page.tsx'

/** What there is to decide on at a gate, the most telling first. */
export function GateMaterial({ gate }: { gate: OpenGate }) {
  const { script, critique, visualPrompts, analysis } = gate.content
  const scriptPanel = script && (
    <Panel title="Script" aside={<ScriptFacts script={script} />}>
      <div className="-mx-2.5">
        <ScriptText script={script} />
      </div>
    </Panel>
  )
  const critiquePanel = critique && (
    <Panel title="Critique">
      <CritiqueView critique={critique} />
    </Panel>
  )
  const scenesPanel = visualPrompts.length > 0 && (
    <Panel title="Scenes">
      <SceneList scenes={visualPrompts} />
    </Panel>
  )

  switch (gate.stage) {
    case 'STRATEGIST':
      return (
        <>
          {scriptPanel}
          {critiquePanel}
        </>
      )
    case 'CREATOR':
      return (
        <>
          {scenesPanel}
          {scriptPanel}
        </>
      )
    case 'ANALYST':
      return (
        <>
          {analysis && (
            <Panel title="Analysis">
              <AnalysisView analysis={analysis} />
            </Panel>
          )}
          {scriptPanel}
          {scenesPanel}
        </>
      )
    case 'VIDEO':
      return <VideoReview gate={gate} />
  }
}

/** The video beside its script, which follows it. */
function VideoReview({ gate: { content } }: { gate: OpenGate }) {
  const [{ data, error }, read] = useQuery({ query: contentVideoQuery, variables: { id: content.id } })
  const readAgain = () => read({ requestPolicy: 'network-only' })
  const video = data?.content?.video
  const player = usePlayer(content.script?.segments ?? [], video?.captions ?? [])
  return (
    <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-[20rem_minmax(0,1fr)]">
      <div className="mx-auto aspect-[9/16] max-h-[70dvh] w-full max-w-80 overflow-hidden rounded-xl border border-line bg-black">
        {video ? (
          <VideoPlayer
            key={video.id}
            video={video}
            title={content.title}
            player={player}
            onExpired={readAgain}
          />
        ) : error ? (
          <div className="p-3">
            <PartFailure what="The video" error={error} onRetry={readAgain} />
          </div>
        ) : (
          <Skeleton className="size-full" />
        )}
      </div>
      {content.script && (
        <Panel title="Script" aside={<ScriptFacts script={content.script} />}>
          <div className="-mx-2.5">
            <ScriptText
              script={content.script}
              spoken={player.segment}
              onSeek={video ? player.seekToSegment : undefined}
            />
          </div>
        </Panel>
      )}
    </div>
  )
}
