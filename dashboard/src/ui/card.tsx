import type { ReactNode } from 'react'

/** A raised ground without a title. */
export function Card({ children }: { children: ReactNode }) {
  return <div className="rounded-xl border border-line bg-surface shadow-card">{children}</div>
}
