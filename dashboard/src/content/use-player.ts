'use client'

import { type RefObject, useMemo, useRef, useState } from 'react'
import { positionAt, segmentStarts } from './spoken-position.ts'

/** The video with the script it speaks: which segment is spoken now, and how to go to another. */
export interface Player {
  ref: RefObject<HTMLVideoElement | null>
  /** The segment that is spoken now, by its place; -1 before the first play. */
  spoken: number
  onTimeUpdate: () => void
  seek: (segment: number) => void
}

interface Caption {
  startSeconds: number
  endSeconds: number
  text: string
}

export function usePlayer(segments: readonly { text: string }[], captions: readonly Caption[]): Player {
  const ref = useRef<HTMLVideoElement>(null)
  const [spoken, setSpoken] = useState(-1)
  const starts = useMemo(() => segmentStarts(segments, captions), [segments, captions])

  return {
    ref,
    spoken,
    onTimeUpdate: () => setSpoken(positionAt(starts, ref.current?.currentTime ?? 0)),
    seek: segment => {
      const start = starts[segment]
      if (!ref.current || start === undefined) return
      ref.current.currentTime = start
      void ref.current.play().catch(() => undefined)
    },
  }
}
