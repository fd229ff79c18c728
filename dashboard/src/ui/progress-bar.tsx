import { clsx } from 'clsx'

const FILLS = { accent: 'bg-accent', ok: 'bg-ok', warn: 'bg-warn', bad: 'bg-bad' } as const

interface ProgressBarProps {
  /** From 0 to 1. */
  value: number
  /** What is making progress; read aloud. */
  label: string
  tone?: keyof typeof FILLS
  className?: string
}

/** How far something is. */
export function ProgressBar({ value, label, tone = 'accent', className }: ProgressBarProps) {
  const percent = Math.round(Math.min(1, Math.max(0, value)) * 100)
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuenow={percent}
      aria-valuemin={0}
      aria-valuemax={100}
      className={clsx('h-1.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset', className)}
    >
      <div
        className={clsx('h-full rounded-full transition-[width] duration-500', FILLS[tone])}
        style={{ width: `${percent}%` }}
      />
    </div>
  )
}

/** A figure from 0 to 1 as a labelled bar with its percentage. */
export function Meter({ label, value }: { label: string; value: number }) {
  const percent = Math.round(value * 100)
  const tone = value >= 0.75 ? 'ok' : value >= 0.5 ? 'warn' : 'bad'
  return (
    <div>
      <div className="mb-1 flex items-baseline justify-between gap-3">
        <span className="text-muted">{label}</span>
        <span className="font-medium tabular-nums">{percent}</span>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers do not let a meter element be styled alike */}
      <div
        role="meter"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        <div className={clsx('h-full rounded-full', FILLS[tone])} style={{ width: `${percent}%` }} />
      </div>
    </div>
  )
}
