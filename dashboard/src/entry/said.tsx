import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface SaidProps {
  icon: LucideIcon
  tone?: 'ok' | 'bad'
  title: string
  children: ReactNode
}

const TONES = { ok: 'bg-ok-soft text-ok', bad: 'bg-bad-soft text-bad' } as const

/** What came of a form, in its place. It is read aloud. */
export function Said({ icon: Icon, tone = 'ok', title, children }: SaidProps) {
  return (
    <div role="status">
      <span className={`mb-4 flex size-12 items-center justify-center rounded-xl ${TONES[tone]}`}>
        <Icon aria-hidden className="size-6" />
      </span>
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <div className="mt-1 text-muted">{children}</div>
    </div>
  )
}
