import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

interface PanelProps {
  title: string
  /** Shown beside the title. */
  aside?: ReactNode
  /** False lets the content reach the panel's edges. */
  isPadded?: boolean
  className?: string
  children: ReactNode
}

/** A titled region of a page. */
export function Panel({ title, aside, isPadded = true, className, children }: PanelProps) {
  const id = useId()
  return (
    <section
      aria-labelledby={id}
      className={clsx('rounded-xl border border-line bg-surface shadow-card', className)}
    >
      <header className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-1 border-line border-b px-4 py-2">
        <h2 id={id} className="font-semibold text-[0.9375rem]">
          {title}
        </h2>
        {aside}
      </header>
      <div className={clsx(isPadded && 'p-4')}>{children}</div>
    </section>
  )
}
