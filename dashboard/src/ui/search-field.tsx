'use client'

import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { CONTROL } from './form-field.tsx'

const WAIT_MS = 250

interface SearchFieldProps {
  label: string
  value: string
  onChange: (value: string) => void
}

/** A search that starts once typing pauses. The key `/` comes here, see shell/shortcuts. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value)

  useEffect(() => setTyped(value), [value])
  useEffect(() => {
    if (typed === value) return
    const timer = setTimeout(() => onChange(typed.trim()), WAIT_MS)
    return () => clearTimeout(timer)
  }, [typed, value, onChange])

  return (
    <div className="relative min-w-40 flex-1 basis-full sm:max-w-72 sm:basis-auto">
      <Search aria-hidden className="absolute top-2.5 left-3 size-4 text-subtle" />
      <input
        type="search"
        data-shortcut="search"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={event => setTyped(event.target.value)}
        className={clsx(CONTROL, 'h-9 pl-9')}
      />
    </div>
  )
}
