import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

interface EmptyStateProps {
  icon: LucideIcon
  title: string
  message: ReactNode
  /** The one thing to do next. */
  children?: ReactNode
}

/** What a list shows when it has nothing: why, and what to do. */
export function EmptyState({ icon: Icon, title, message, children }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center px-6 py-14 text-center">
      <span className="mb-4 flex size-12 items-center justify-center rounded-xl bg-accent-soft text-accent-ink">
        <Icon aria-hidden className="size-6" />
      </span>
      <h2 className="font-semibold text-base">{title}</h2>
      <p className="mt-1 max-w-sm text-balance text-muted">{message}</p>
      {children && <div className="mt-5 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  )
}
