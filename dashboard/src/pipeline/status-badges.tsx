import {
  Ban,
  CalendarClock,
  CircleCheck,
  CircleHelp,
  CircleX,
  Clock,
  Eye,
  FileText,
  LoaderCircle,
  type LucideIcon,
  Rocket,
  Sparkles,
  ThumbsUp,
  TriangleAlert,
} from 'lucide-react'
import type { ContentStatus, PublicationStatus, TrendStatus } from '#generated/graphql.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { CONTENT_STATUS, PUBLICATION_STATUS, RUN_STATUS, TREND_STATUS } from './names.ts'

const CONTENT_LOOK: Record<ContentStatus, [Tone, LucideIcon]> = {
  DRAFT: ['neutral', FileText],
  GENERATING: ['accent', LoaderCircle],
  REVIEW: ['warn', Eye],
  APPROVED: ['info', ThumbsUp],
  PUBLISHED: ['ok', Rocket],
  REJECTED: ['neutral', CircleX],
  FAILED: ['bad', TriangleAlert],
}

interface ContentBadgeProps {
  status: ContentStatus
  /** The pipeline stands at a gate, so nothing turns. */
  isWaiting?: boolean
  /** Somebody cancelled the newest run: nothing failed, and nobody rejected it. */
  isCancelled?: boolean
}

export function ContentBadge({ status, isWaiting = false, isCancelled = false }: ContentBadgeProps) {
  const [tone, icon] = CONTENT_LOOK[status]
  if (isCancelled) return <Badge icon={Ban}>{RUN_STATUS.CANCELLED}</Badge>
  return (
    <Badge tone={tone} icon={icon} isTurning={status === 'GENERATING' && !isWaiting}>
      {CONTENT_STATUS[status]}
    </Badge>
  )
}

/** Says that a content waits for a person. */
export function WaitingBadge() {
  return (
    <Badge tone="warn" icon={Eye}>
      Needs a decision
    </Badge>
  )
}

const TREND_LOOK: Record<TrendStatus, [Tone, LucideIcon]> = {
  ACTIVE: ['ok', Sparkles],
  USED: ['accent', CircleCheck],
  DISCARDED: ['neutral', Ban],
  EXPIRED: ['neutral', Clock],
}

export function TrendBadge({ status }: { status: TrendStatus }) {
  const [tone, icon] = TREND_LOOK[status]
  return (
    <Badge tone={tone} icon={icon}>
      {TREND_STATUS[status]}
    </Badge>
  )
}

const PUBLICATION_LOOK: Record<PublicationStatus, [Tone, LucideIcon]> = {
  SCHEDULED: ['info', CalendarClock],
  QUEUED: ['accent', Clock],
  PUBLISHING: ['accent', LoaderCircle],
  PUBLISHED: ['ok', Rocket],
  FAILED: ['bad', TriangleAlert],
  UNKNOWN: ['warn', CircleHelp],
  CANCELLED: ['neutral', Ban],
}

export function PublicationBadge({ status }: { status: PublicationStatus }) {
  const [tone, icon] = PUBLICATION_LOOK[status]
  return (
    <Badge tone={tone} icon={icon} isTurning={status === 'PUBLISHING'}>
      {PUBLICATION_STATUS[status]}
    </Badge>
  )
}
