'use client'

import type { LucideIcon } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'

interface SaidProps {
  icon: LucideIcon
  tone?: 'ok' | 'bad'
  title: string
  children: ReactNode
}

const TONES = { ok: 'bg-ok-soft text-ok', bad: 'bg-bad-soft text-bad' } as const

/** What came of a form, in its place. It takes the focus, which the form had, and so is read aloud. */
export function Said({ icon: Icon, tone = 'ok', title, children }: SaidProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <div>
      <span className={`mb-4 flex size-12 items-center justify-center rounded-xl ${TONES[tone]}`}>
        <Icon aria-hidden className="size-6" />
      </span>
      <h1 ref={heading} tabIndex={-1} className="font-semibold text-2xl tracking-tight">
        {title}
      </h1>
      <div className="mt-1 text-muted">{children}</div>
    </div>
  )
}
