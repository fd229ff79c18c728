'use client'

import { clsx } from 'clsx'
import { useState } from 'react'
import type { VideoDetailsFragment } from '#generated/graphql.ts'
import { Button } from '#ui/button.tsx'
import { timecode } from '#ui/format.ts'
import { Panel } from '#ui/panel.tsx'
import type { Player } from './use-player.ts'

const SHOWN_AT_FIRST = 8

/** The captions with their times. A press on one goes to it in the video. */
export function CaptionsPanel({ video, player }: { video: VideoDetailsFragment; player: Player }) {
  const [isWhole, setWhole] = useState(false)
  const { captions } = video
  if (captions.length === 0) return null
  const shown = isWhole ? captions : captions.slice(0, SHOWN_AT_FIRST)
  return (
    <Panel title="Captions" aside={<span className="text-subtle text-xs">{captions.length} lines</span>}>
      <ol className="-mx-2 grid grid-cols-1 gap-x-6 xl:grid-cols-2">
        {shown.map((caption, index) => (
          <li key={caption.startSeconds} aria-current={index === player.caption ? 'true' : undefined}>
            <button
              type="button"
              onClick={() => player.seekToCaption(index)}
              className={clsx(
                'flex w-full gap-3 rounded-md px-2 py-1 text-left hover:bg-sunken',
                index === player.caption && 'bg-accent-soft',
              )}
            >
              <span className="w-9 shrink-0 text-subtle text-xs tabular-nums leading-5">
                {timecode(caption.startSeconds)}
              </span>
              <span className="min-w-0 break-words">{caption.text}</span>
            </button>
          </li>
        ))}
      </ol>
      {captions.length > SHOWN_AT_FIRST && (
        <Button size="small" variant="quiet" className="mt-2 -ml-2" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${captions.length}`}
        </Button>
      )}
    </Panel>
  )
}
