'use client'

import { useEffect, useMemo, useState } from 'react'
import { choosePoster } from '#contents/poster.ts'
import type { VideoDetailsFragment } from '#generated/graphql.ts'
import { fileAddress } from '#ui/file-address.ts'
import { toWebVtt } from './spoken-position.ts'
import type { Player } from './use-player.ts'

interface VideoPlayerProps {
  video: VideoDetailsFragment
  title: string
  player: Player
  /** Is to read the video's address anew. */
  onExpired: () => void
}

/** The video with captions that can be switched on. Render it with the video's id as its key. */
export function VideoPlayer({ video, title, player, onExpired }: VideoPlayerProps) {
  // Signed addresses change from time to time; a video that plays keeps the one it began with until that expires.
  const [address, setAddress] = useState(video.url)
  const [hasExpired, setExpired] = useState(false)
  useEffect(() => {
    if (!hasExpired || video.url === address) return
    setAddress(video.url)
    setExpired(false)
  }, [hasExpired, video.url, address])

  const captionsAddress = useCaptionsAddress(video)
  const poster = choosePoster(video.thumbnails)
  return (
    <video
      ref={player.ref}
      aria-label={`Video of ${title}`}
      controls
      playsInline
      preload="metadata"
      src={fileAddress(address)}
      poster={poster && fileAddress(poster)}
      onTimeUpdate={player.onTimeUpdate}
      onError={() => {
        setExpired(true)
        onExpired()
      }}
      className="size-full bg-black object-contain"
    >
      <track kind="captions" src={captionsAddress} srcLang="en" label="Captions" />
    </video>
  )
}

/** The captions as a file the player can load. They are also burned in, so they are off at first. */
function useCaptionsAddress({ captions }: VideoDetailsFragment): string | undefined {
  const [address, setAddress] = useState<string>()
  const text = useMemo(() => toWebVtt(captions), [captions])
  useEffect(() => {
    const created = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }))
    setAddress(created)
    return () => URL.revokeObjectURL(created)
  }, [text])
  return address
}
