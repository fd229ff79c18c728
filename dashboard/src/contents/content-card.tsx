import { Clapperboard } from 'lucide-react'
import Link from 'next/link'
import type { ContentItemFragment, ContentThumbnailsFragment } from '#generated/graphql.ts'
import { PLATFORM, STAGE } from '#pipeline/names.ts'
import { runProgress } from '#pipeline/run-progress.ts'
import { ContentBadge, WaitingBadge } from '#pipeline/status-badges.tsx'
import { fileAddress } from '#ui/file-address.ts'
import { timecode } from '#ui/format.ts'
import { RelativeTime } from '#ui/moment.tsx'
import { ProgressBar } from '#ui/progress-bar.tsx'
import { choosePoster } from './poster.ts'

interface ContentCardProps {
  content: ContentItemFragment
  thumbnails: ContentThumbnailsFragment['thumbnails'] | undefined
  /** The first picture, until there is a thumbnail. */
  imageUrl: string | null | undefined
  durationSeconds: number | undefined
}

/** A content at a glance. The whole card is one link. */
export function ContentCard({ content, thumbnails, imageUrl, durationSeconds }: ContentCardProps) {
  const picture = choosePoster(thumbnails ?? []) ?? imageUrl
  const isWaiting = content.openGate?.status === 'OPEN'
  return (
    <Link href={`/contents/${content.id}`} className="group block rounded-xl">
      <div className="relative aspect-[9/14] overflow-hidden rounded-xl border border-line bg-sunken">
        {picture ? (
          // biome-ignore lint/performance/noImgElement: signed, expiring addresses are not for an image optimizer
          <img
            src={fileAddress(picture)}
            alt=""
            loading="lazy"
            decoding="async"
            className="size-full object-cover transition-transform duration-300 group-hover:scale-[1.03]"
          />
        ) : (
          <span className="flex size-full items-center justify-center bg-[linear-gradient(160deg,var(--accent-soft),var(--sunken)_70%)] text-subtle">
            <Clapperboard aria-hidden className="size-8" />
          </span>
        )}
        <span className="absolute top-2 left-2 flex flex-col items-start gap-1">
          <ContentBadge
            status={content.status}
            isWaiting={isWaiting}
            isCancelled={content.currentRun?.status === 'CANCELLED'}
          />
          {isWaiting && content.status !== 'REVIEW' && <WaitingBadge />}
        </span>
        {durationSeconds !== undefined && (
          <span className="absolute right-2 bottom-2 rounded-md bg-black/75 px-1.5 font-medium text-white text-xs leading-5 tabular-nums">
            {timecode(durationSeconds)}
          </span>
        )}
        {content.status === 'GENERATING' && <Making content={content} />}
      </div>
      <h2 className="mt-2.5 line-clamp-2 font-medium leading-snug group-hover:text-accent-ink">
        {content.title}
      </h2>
      <p className="mt-0.5 text-subtle text-xs">
        {PLATFORM[content.platform]} · <RelativeTime at={content.createdAt} />
      </p>
    </Link>
  )
}

/** How far the pipeline is, over the picture. */
function Making({ content }: { content: ContentItemFragment }) {
  const { fraction, current } = runProgress(content.currentRun?.stages ?? [])
  const isWaiting = content.openGate?.status === 'OPEN'
  return (
    <div className="absolute inset-x-0 bottom-0 border-line border-t bg-surface/95 px-2.5 py-2">
      <p className="mb-1.5 flex justify-between gap-2 font-medium text-xs">
        <span className="truncate">{isWaiting ? 'Waiting' : current ? STAGE[current] : 'Queued'}</span>
        <span className="tabular-nums">{Math.round(fraction * 100)}%</span>
      </p>
      <ProgressBar
        value={fraction}
        label={`Progress of ${content.title}`}
        tone={isWaiting ? 'warn' : 'accent'}
      />
    </div>
  )
}
