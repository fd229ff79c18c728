import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

/** The look of inputs, selects and text areas. */
export const CONTROL =
  'w-full rounded-lg border border-edge bg-surface px-3 text-ink placeholder:text-subtle focus-visible:outline-offset-0 disabled:opacity-55'

interface FormFieldProps {
  label: string
  hint?: ReactNode
  error?: string | null
  /** Beside the label, at its end. */
  aside?: ReactNode
  className?: string
  /** Renders the control with the attributes that tie it to its label, hint and error. */
  children: (attributes: { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }) => ReactNode
}

/** A labelled control with its hint and its error. */
export function FormField({ label, hint, error, aside, className, children }: FormFieldProps) {
  const id = useId()
  const described = error ? `${id}-error` : hint ? `${id}-hint` : undefined
  return (
    <div className={className}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        {aside}
      </div>
      {children({ id, 'aria-describedby': described, 'aria-invalid': error ? true : undefined })}
      {error ? (
        <p id={`${id}-error`} className="mt-1.5 scroll-mb-5 text-bad text-xs">
          {error}
        </p>
      ) : (
        hint && (
          <p id={`${id}-hint`} className="mt-1.5 text-subtle text-xs">
            {hint}
          </p>
        )
      )}
    </div>
  )
}

interface ChoiceCardsProps<T extends string> {
  legend: string
  name: string
  value: T
  choices: readonly { value: T; label: string; hint?: string }[]
  onChange: (value: T) => void
  className?: string
}

/** One choice of a few, each a card: radio buttons with a larger target. */
export function ChoiceCards<T extends string>(props: ChoiceCardsProps<T>) {
  const { legend, name, value, choices, onChange, className } = props
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">{legend}</legend>
      <div className={clsx('grid gap-2', className)}>
        {choices.map(choice => (
          <label
            key={choice.value}
            className={clsx(
              'relative flex cursor-pointer flex-col justify-center rounded-lg border px-3 py-2 transition-colors',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent-ink has-focus-visible:outline-offset-2',
              choice.value === value ? 'border-accent bg-accent-soft' : 'border-line hover:bg-sunken',
            )}
          >
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
              className="sr-only"
            />
            <span className={clsx('font-medium', choice.value === value && 'text-accent-ink')}>
              {choice.label}
            </span>
            {choice.hint && <span className="text-muted text-xs">{choice.hint}</span>}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
