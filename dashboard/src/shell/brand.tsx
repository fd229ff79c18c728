import { clsx } from 'clsx'

/** The three stars of Orion's belt. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="9" className="fill-accent" />
      <path d="M8.5 22.5 23.5 9.5" stroke="white" strokeOpacity="0.45" strokeWidth="1.5" />
      <circle cx="8.5" cy="22.5" r="2.6" fill="white" />
      <circle cx="16" cy="16" r="3.2" fill="white" />
      <circle cx="23.5" cy="9.5" r="2.6" fill="white" />
    </svg>
  )
}

/** @param isCompact leaves the word out where it does not fit beside other things, for the eye only */
export function Brand({ isCompact = false }: { isCompact?: boolean }) {
  return (
    <span className="flex items-center gap-2.5">
      <BrandMark className="size-8" />
      <span className={clsx('font-semibold text-lg tracking-tight', isCompact && 'max-[24rem]:sr-only')}>
        Orion
      </span>
    </span>
  )
}
