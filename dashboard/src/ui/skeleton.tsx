import { clsx } from 'clsx'

/** A place where something is about to be. The region around it says so with `aria-busy`. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <div
      aria-hidden
      className={clsx(
        'animate-shimmer rounded-md bg-[length:200%_100%] bg-[linear-gradient(90deg,var(--line)_25%,var(--sunken)_50%,var(--line)_75%)]',
        className,
      )}
    />
  )
}

/** Lines of text about to be; the last one is shorter. */
export function SkeletonLines({ count }: { count: number }) {
  return (
    <div aria-hidden className="space-y-2.5">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never move
        <Skeleton key={index} className={clsx('h-4', index === count - 1 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  )
}

/** Rows of a list about to be. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div aria-busy="true" className="divide-y divide-line">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move
        <div key={index} className="flex items-center gap-4 px-4 py-4">
          <Skeleton className="size-9" />
          <div className="flex-1 space-y-2">
            <Skeleton className="h-4 w-2/5" />
            <Skeleton className="h-3.5 w-3/5" />
          </div>
        </div>
      ))}
    </div>
  )
}
