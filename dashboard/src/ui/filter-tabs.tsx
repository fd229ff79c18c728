import { clsx } from 'clsx'

interface FilterTabsProps<T extends string> {
  label: string
  value: T
  options: readonly { value: T; label: string; count?: number }[]
  onChange: (value: T) => void
}

/** A row of filters of which one holds. Scrolls sideways where it does not fit. */
export function FilterTabs<T extends string>({ label, value, options, onChange }: FilterTabsProps<T>) {
  return (
    <fieldset aria-label={label} className="-mx-1 flex min-w-0 max-w-full gap-1 overflow-x-auto px-1 py-1">
      {options.map(option => {
        const isChosen = option.value === value
        return (
          <button
            key={option.value}
            type="button"
            aria-pressed={isChosen}
            onClick={() => onChange(option.value)}
            className={clsx(
              'inline-flex h-8 shrink-0 items-center gap-1.5 rounded-md px-2.5 font-medium text-[0.8125rem] transition-colors',
              isChosen ? 'bg-accent-soft text-accent-ink' : 'text-muted hover:bg-sunken hover:text-ink',
            )}
          >
            {option.label}
            {option.count !== undefined && (
              <span className={clsx('tabular-nums', isChosen ? 'text-accent-ink' : 'text-subtle')}>
                {option.count}
              </span>
            )}
          </button>
        )
      })}
    </fieldset>
  )
}
