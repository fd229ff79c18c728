'use client'

import { clsx } from 'clsx'
import { UserRound } from 'lucide-react'
import { useState } from 'react'
import { fileAddress } from './file-address.ts'

const SIZES = { small: 'size-8 text-xs', large: 'size-16 text-lg' } as const

interface AvatarProps {
  /** Whose; nothing while that is not known. */
  name: string | null | undefined
  url: string | null | undefined
  size?: keyof typeof SIZES
}

/**
 * Somebody's picture, or the first letters of their name. Pictures of other hosts are not loaded: they would learn who
 * looks at which page.
 */
export function Avatar({ name, url, size = 'small' }: AvatarProps) {
  const [failed, setFailed] = useState<string | null>(null)
  const address = url ? fileAddress(url) : null
  const look = clsx('shrink-0 rounded-full', SIZES[size])
  if (address?.startsWith('/') && address !== failed) {
    return (
      // biome-ignore lint/performance/noImgElement: the picture is as small as it is shown
      <img src={address} alt="" onError={() => setFailed(address)} className={clsx(look, 'object-cover')} />
    )
  }
  return (
    <span
      aria-hidden
      className={clsx(look, 'flex items-center justify-center bg-accent-soft font-semibold text-accent-ink')}
    >
      {name ? initials(name) : <UserRound className="size-4" />}
    </span>
  )
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  return [words[0], words.length > 1 ? words.at(-1) : '']
    .map(word => word?.[0] ?? '')
    .join('')
    .toUpperCase()
}
