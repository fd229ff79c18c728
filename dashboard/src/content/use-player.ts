'use client'

import { type RefObject, useMemo, useRef, useState } from 'react'
import { positionAt, segmentStarts } from './spoken-position.ts'

interface Caption {
  startSeconds: number
  endSeconds: number
  text: string
}

/** The video with what it speaks: where it is now, and how to go elsewhere. */
export interface Player {
  ref: RefObject<HTMLVideoElement | null>
  onTimeUpdate: () => void
  /** The segment of the script that is spoken now, by its place; -1 before the first play. */
  segment: number
  /** The caption that is shown now, by its place; -1 before the first play. */
  caption: number
  seekToSegment: (segment: number) => void
  seekToCaption: (caption: number) => void
}

export function usePlayer(segments: readonly { text: string }[], captions: readonly Caption[]): Player {
  const ref = useRef<HTMLVideoElement>(null)
  const [now, setNow] = useState({ segment: -1, caption: -1 })
  const starts = useMemo(
    () => ({
      segment: segmentStarts(segments, captions),
      caption: captions.map(({ startSeconds }) => startSeconds),
    }),
    [segments, captions],
  )
  const seekTo = (seconds: number | undefined) => {
    if (!ref.current || seconds === undefined) return
    ref.current.currentTime = seconds
    void ref.current.play().catch(() => undefined)
  }

  return {
    ref,
    ...now,
    onTimeUpdate: () => {
      const seconds = ref.current?.currentTime ?? 0
      const segment = positionAt(starts.segment, seconds)
      const caption = positionAt(starts.caption, seconds)
      if (segment !== now.segment || caption !== now.caption) setNow({ segment, caption })
    },
    seekToSegment: segment => seekTo(starts.segment[segment]),
    seekToCaption: caption => seekTo(starts.caption[caption]),
  }
}
