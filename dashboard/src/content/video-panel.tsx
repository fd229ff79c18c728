'use client'

import { Clapperboard, Download, TriangleAlert } from 'lucide-react'
import type { ContentCoreFragment, VideoDetailsFragment } from '#generated/graphql.ts'
import { STAGE } from '#pipeline/names.ts'
import { Badge, EmbeddedBadge } from '#ui/badge.tsx'
import { buttonClasses } from '#ui/button.tsx'
import { PartFailure } from '#ui/failure-state.tsx'
import { fileAddress } from '#ui/file-address.ts'
import { duration, fileSize } from '#ui/format.ts'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { ContentParts } from './use-content.ts'
import type { Player } from './use-player.ts'
import { VideoPlayer } from './video-player.tsx'

interface VideoPanelProps {
  content: ContentCoreFragment
  part: ContentParts['video']
  /** Shown while there is no video. */
  firstImage: string | null | undefined
  /** How far the render is, 0 to 1, as last heard live. */
  renderProgress: number | null
  player: Player
  onRetry: () => void
}

/** The video, once there is one; how far its render is until then. */
export function VideoPanel({ content, part, firstImage, renderProgress, player, onRetry }: VideoPanelProps) {
  const video = part.value?.video
  const render = part.value?.render
  const isRendering = render?.status === 'RUNNING' || render?.status === 'QUEUED'
  const progress = Math.max(renderProgress ?? 0, render?.progress ?? 0)
  const isUnknown = part.value === null && !part.error

  return (
    <section
      aria-label="Video"
      className="overflow-hidden rounded-xl border border-line bg-surface shadow-card"
    >
      <div className="relative mx-auto aspect-[9/16] max-h-[70dvh] w-full bg-sunken lg:max-h-[max(22rem,calc(100dvh-18.5rem))]">
        {video ? (
          <VideoPlayer
            key={video.id}
            video={video}
            title={content.title}
            player={player}
            onExpired={onRetry}
          />
        ) : isUnknown ? (
          <div aria-busy="true" className="size-full">
            <Skeleton className="size-full rounded-none" />
          </div>
        ) : (
          <Placeholder
            picture={firstImage}
            words={
              part.error
                ? 'The video cannot be shown'
                : isRendering
                  ? 'The video is being rendered'
                  : 'There is no video yet'
            }
          />
        )}
      </div>
      {isRendering && (
        <div className="border-line border-t p-4">
          <p className="mb-1.5 flex justify-between gap-3 font-medium">
            <span>{render.step ? `Rendering: ${STAGE[render.step]}` : 'Waiting for the renderer'}</span>
            <span className="tabular-nums">{Math.round(progress * 100)}%</span>
          </p>
          <ProgressBar value={progress} label="Progress of the render" />
        </div>
      )}
      {render?.status === 'FAILED' && (
        <p className="flex items-start gap-2 break-words border-line border-t p-4 text-bad">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0">{render.error ?? 'The video could not be rendered.'}</span>
        </p>
      )}
      {part.error && (
        <div className="border-line border-t p-4">
          <PartFailure what="The video" error={part.error} onRetry={onRetry} />
        </div>
      )}
      {video && <VideoFacts video={video} />}
    </section>
  )
}

function Placeholder({ picture, words }: { picture: string | null | undefined; words: string }) {
  const colours = picture
    ? 'bg-black text-white'
    : 'bg-[linear-gradient(160deg,var(--accent-soft),var(--sunken)_70%)] text-muted'
  return (
    <div className={`absolute inset-0 ${colours}`}>
      {picture && (
        // biome-ignore lint/performance/noImgElement: signed, expiring addresses are not for an image optimizer
        <img
          src={fileAddress(picture)}
          alt=""
          className="absolute size-full object-cover opacity-50 blur-[2px]"
        />
      )}
      <p className="absolute inset-0 flex flex-col items-center justify-center gap-3 px-6 text-center font-medium">
        <Clapperboard aria-hidden className="size-8" />
        {words}
      </p>
    </div>
  )
}

function VideoFacts({ video }: { video: VideoDetailsFragment }) {
  const { validation } = video
  const broken = validation.rules.filter(({ passed }) => !passed)
  return (
    <div className="space-y-3 border-line border-t p-4">
      <div className="flex flex-wrap gap-1.5">
        <Badge tone={validation.isValid ? 'ok' : 'bad'}>
          {validation.isValid ? 'Keeps all platform limits' : `${broken.length} limits not kept`}
        </Badge>
        {video.isEmbeddedSpeech ? (
          <EmbeddedBadge provider={video.speechProvider} />
        ) : (
          <Badge>{video.speechProvider}</Badge>
        )}
      </div>
      {broken.length > 0 && (
        <ul className="list-disc space-y-1 pl-5 text-bad">
          {broken.map(({ name, actual, expected }) => (
            <li key={name}>
              {name}: {actual}, should be {expected}
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-2 gap-x-4 gap-y-1.5 text-[0.8125rem]">
        <Fact name="Length" value={duration(video.durationSeconds)} />
        <Fact name="Size" value={fileSize(video.sizeBytes)} />
        <Fact
          name="Picture"
          value={`${video.width} × ${video.height}, ${Math.round(video.framesPerSecond)} fps`}
        />
        <Fact name="Loudness" value={`${video.loudnessLufs.toFixed(1)} LUFS`} />
      </dl>
      <a href={fileAddress(video.url)} download className={buttonClasses({ size: 'small' })}>
        <Download aria-hidden className="size-4" />
        Download MP4
      </a>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-subtle text-xs">{name}</dt>
      <dd className="tabular-nums">{value}</dd>
    </div>
  )
}
