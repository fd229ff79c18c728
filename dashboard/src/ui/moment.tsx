'use client'

import { useSyncExternalStore } from 'react'
import { duration, fullMoment, relativeTime, timeOfDay } from './format.ts'
import { createTicker } from './ticker.ts'

const seconds = createTicker(1_000)
const quarterMinutes = createTicker(15_000)
const unknown = () => null

/** A moment as people say it, kept true as time goes by; the exact moment is its tooltip. */
export function RelativeTime({ at }: { at: string }) {
  const now = useSyncExternalStore(quarterMinutes.subscribe, quarterMinutes.now, unknown)
  return (
    <time dateTime={at} title={fullMoment(at)} className="whitespace-nowrap">
      {now === null ? timeOfDay(at) : relativeTime(Date.parse(at), now)}
    </time>
  )
}

/** A time of day with seconds; the full date is its tooltip. */
export function ClockTime({ at }: { at: string }) {
  return (
    <time dateTime={at} title={fullMoment(at)} className="whitespace-nowrap tabular-nums">
      {timeOfDay(at)}
    </time>
  )
}

/** The time since `from`, ticking, or until `to` once there is one. */
export function Elapsed({ from, to }: { from: string; to: string | null | undefined }) {
  const now = useSyncExternalStore(seconds.subscribe, seconds.now, unknown)
  const end = to ? Date.parse(to) : now
  if (end === null) return null
  return <span className="tabular-nums">{duration(Math.max(0, (end - Date.parse(from)) / 1000))}</span>
}
