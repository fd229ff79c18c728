'use client'

import { ChevronLeft, ChevronRight, ImageOff, LoaderCircle } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import type { ContentCoreFragment, ContentScenesQuery } from '#generated/graphql.ts'
import { SceneList } from '#reviews/material.tsx'
import { EmbeddedBadge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { PartFailure } from '#ui/failure-state.tsx'
import { fileAddress } from '#ui/file-address.ts'
import { Panel } from '#ui/panel.tsx'
import type { ContentParts } from './use-content.ts'

type Picture = NonNullable<NonNullable<ContentScenesQuery['content']>['images']>[number]

interface ScenesPanelProps {
  content: ContentCoreFragment
  part: ContentParts['scenes']
  onRetry: () => void
}

/** The pictures of all scenes; what they are to show while they are not drawn. A press enlarges one. */
export function ScenesPanel({ content, part, onRetry }: ScenesPanelProps) {
  const [enlarged, setEnlarged] = useState<number | null>(null)
  const images = part.value ?? []
  const embedded = images.find(({ isEmbedded, provider }) => isEmbedded && provider)?.provider
  const at = images.findIndex(({ scene }) => scene === enlarged)
  const picture = images[at]

  return (
    <Panel title="Scenes" aside={embedded && <EmbeddedBadge provider={embedded} />}>
      {part.error && <PartFailure what="Images" error={part.error} onRetry={onRetry} />}
      {images.length > 0 && (
        <ul className="grid grid-cols-3 gap-2.5 sm:grid-cols-4 xl:grid-cols-6">
          {images.map(image => (
            <li key={image.id}>
              <SceneTile image={image} onEnlarge={() => setEnlarged(image.scene)} />
            </li>
          ))}
        </ul>
      )}
      {images.length === 0 && !part.error && content.visualPrompts.length === 0 && (
        <p className="text-muted">The scenes are not planned yet.</p>
      )}
      {images.length === 0 && content.visualPrompts.length > 0 && (
        <div className={part.error ? 'mt-4' : ''}>
          <SceneList scenes={content.visualPrompts} />
        </div>
      )}
      {picture && (
        <Enlarged
          picture={picture}
          onClose={() => setEnlarged(null)}
          onPrevious={at > 0 ? () => setEnlarged(images[at - 1]?.scene ?? null) : undefined}
          onNext={at < images.length - 1 ? () => setEnlarged(images[at + 1]?.scene ?? null) : undefined}
        />
      )}
    </Panel>
  )
}

function SceneTile({ image, onEnlarge }: { image: Picture; onEnlarge: () => void }) {
  const number = (
    <span className="absolute top-1.5 left-1.5 rounded-md bg-black/70 px-1.5 font-medium text-white text-xs leading-5 tabular-nums">
      {image.scene}
    </span>
  )
  const frame = 'relative block aspect-[9/16] w-full overflow-hidden rounded-lg border border-line bg-sunken'
  if (image.thumbnailUrl) {
    return (
      <button type="button" aria-label={`Enlarge scene ${image.scene}`} onClick={onEnlarge} className={frame}>
        {/* biome-ignore lint/performance/noImgElement: signed, expiring addresses are not for an image optimizer */}
        <img
          src={fileAddress(image.thumbnailUrl)}
          alt={image.prompt}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
        />
        {number}
      </button>
    )
  }
  const hasFailed = image.status === 'FAILED'
  return (
    <div className={frame} title={image.error ?? undefined}>
      <span className="flex size-full flex-col items-center justify-center gap-2 px-2 text-center text-subtle text-xs">
        {hasFailed ? (
          <ImageOff aria-hidden className="size-5 text-bad" />
        ) : (
          <LoaderCircle aria-hidden className="size-5 animate-spin" />
        )}
        {hasFailed ? 'Could not be drawn' : 'Being drawn'}
      </span>
      {number}
    </div>
  )
}

interface EnlargedProps {
  picture: Picture
  onClose: () => void
  onPrevious?: () => void
  onNext?: () => void
}

function Enlarged({ picture, onClose, onPrevious, onNext }: EnlargedProps) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') onPrevious?.()
    if (event.key === 'ArrowRight') onNext?.()
  }
  const address = picture.url ?? picture.thumbnailUrl
  return (
    <Dialog
      title={`Scene ${picture.scene}`}
      onClose={onClose}
      footer={
        <>
          <Button icon={ChevronLeft} disabled={!onPrevious} onClick={onPrevious}>
            Previous
          </Button>
          <Button disabled={!onNext} onClick={onNext}>
            Next
            <ChevronRight aria-hidden className="size-4" />
          </Button>
        </>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys repeat the buttons below */}
      <div onKeyDown={onKeyDown} className="flex flex-col items-center gap-4">
        {address && (
          // biome-ignore lint/performance/noImgElement: signed, expiring addresses are not for an image optimizer
          <img
            src={fileAddress(address)}
            alt={picture.prompt}
            className="max-h-[58dvh] rounded-lg border border-line object-contain"
          />
        )}
        <p className="text-muted">{picture.prompt}</p>
      </div>
    </Dialog>
  )
}
