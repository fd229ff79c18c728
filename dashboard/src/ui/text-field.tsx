'use client'

import { clsx } from 'clsx'
import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { IconButton } from './button.tsx'
import { CONTROL, FormField } from './form-field.tsx'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'size'> {
  label: string
  hint?: ReactNode
  error?: string | null
  size?: 'medium' | 'large'
  value: string
  onChange: (value: string) => void
  /** Beside the label, at its end. */
  aside?: ReactNode
}

const HEIGHTS = { medium: 'h-10', large: 'h-11' } as const

/** A labelled line of text. */
export function TextField({
  label,
  hint,
  error,
  size = 'medium',
  onChange,
  aside,
  className,
  ...rest
}: TextFieldProps) {
  return (
    <FormField label={label} hint={hint} error={error} aside={aside} className={className}>
      {attributes => (
        <input
          {...rest}
          {...attributes}
          onChange={event => onChange(event.target.value)}
          className={clsx(CONTROL, HEIGHTS[size])}
        />
      )}
    </FormField>
  )
}

/** A labelled password, which can be shown. `autoComplete` tells password managers whether it is a new one. */
export function PasswordField({
  label,
  hint,
  error,
  size = 'medium',
  onChange,
  aside,
  className,
  ...rest
}: TextFieldProps & { autoComplete: 'current-password' | 'new-password' }) {
  const [isShown, setShown] = useState(false)
  return (
    <FormField label={label} hint={hint} error={error} aside={aside} className={className}>
      {attributes => (
        <div className="relative">
          <input
            maxLength={1024}
            {...rest}
            {...attributes}
            type={isShown ? 'text' : 'password'}
            autoCapitalize="none"
            spellCheck={false}
            onChange={event => onChange(event.target.value)}
            className={clsx(CONTROL, HEIGHTS[size], 'pr-11')}
          />
          <IconButton
            icon={isShown ? EyeOff : Eye}
            label={isShown ? 'Hide characters' : 'Show characters'}
            onClick={() => setShown(!isShown)}
            className={clsx('absolute right-1', size === 'large' ? 'top-1' : 'top-0.5')}
          />
        </div>
      )}
    </FormField>
  )
}
