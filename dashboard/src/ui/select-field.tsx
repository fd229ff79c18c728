import { clsx } from 'clsx'
import { ChevronDown } from 'lucide-react'
import { CONTROL } from './form-field.tsx'

interface SelectFieldProps {
  label: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange: (value: string) => void
}

/** A small select for a filter bar; its label is read aloud, its value speaks for itself. */
export function SelectField({ label, value, options, onChange }: SelectFieldProps) {
  return (
    <span className="relative">
      <select
        aria-label={label}
        value={value}
        onChange={event => onChange(event.target.value)}
        className={clsx(CONTROL, 'h-9 w-auto appearance-none pr-8')}
      >
        {options.map(option => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute top-2.5 right-2.5 size-4 text-subtle"
      />
    </span>
  )
}
