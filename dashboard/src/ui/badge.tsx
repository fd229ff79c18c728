import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

const TONES = {
  neutral: 'bg-sunken text-muted ring-line',
  accent: 'bg-accent-soft text-accent-ink ring-accent-ink/20',
  ok: 'bg-ok-soft text-ok ring-ok/20',
  warn: 'bg-warn-soft text-warn ring-warn/20',
  bad: 'bg-bad-soft text-bad ring-bad/20',
  info: 'bg-info-soft text-info ring-info/20',
} as const

export type Tone = keyof typeof TONES

interface BadgeProps {
  tone?: Tone
  icon?: LucideIcon
  /** Turns the icon, for something that is under way. */
  isTurning?: boolean
  title?: string
  children: ReactNode
}

/** A short word about a thing. Tone and icon repeat the word, they never stand for it. */
export function Badge({ tone = 'neutral', icon: Icon, isTurning = false, title, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={clsx(
        'inline-flex h-[1.375rem] w-fit shrink-0 items-center gap-1 whitespace-nowrap rounded-md px-1.5 font-medium text-xs ring-1 ring-inset',
        TONES[tone],
      )}
    >
      {Icon && <Icon aria-hidden className={clsx('size-3', isTurning && 'animate-spin')} />}
      {children}
    </span>
  )
}

/** Says that no paid or external model made something. */
export function EmbeddedBadge({ provider }: { provider: string }) {
  return (
    <Badge title={`Made by ${provider}, which is built into Orion: no external model was used.`}>
      {provider} · embedded
    </Badge>
  )
}

/** Says that something comes from the feeds shipped with Orion. */
export function SampleBadge() {
  return (
    <Badge tone="warn" title="From the sample feeds shipped with Orion, not from a live source.">
      Sample
    </Badge>
  )
}
