import { clsx } from 'clsx'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

const VARIANTS = {
  primary: 'bg-accent text-white hover:bg-accent-hover shadow-card',
  secondary: 'border border-line bg-surface text-ink hover:bg-sunken shadow-card',
  soft: 'bg-accent-soft text-accent-ink hover:bg-accent hover:text-white',
  quiet: 'text-muted hover:bg-sunken hover:text-ink',
  destroy: 'bg-bad-solid text-white hover:opacity-90 shadow-card',
  danger: 'border border-line bg-surface text-bad hover:bg-bad-soft shadow-card',
} as const

const SIZES = {
  small: 'h-8 gap-1.5 rounded-md px-2.5 text-[0.8125rem]',
  medium: 'h-9 gap-2 rounded-lg px-3.5 text-sm',
  large: 'h-11 gap-2 rounded-lg px-5 text-[0.9375rem]',
} as const

export interface ButtonLook {
  variant?: keyof typeof VARIANTS
  size?: keyof typeof SIZES
}

/** The classes of a button, for links that look like one. */
export function buttonClasses({ variant = 'secondary', size = 'medium' }: ButtonLook = {}): string {
  return clsx(
    'inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-medium transition-colors',
    'disabled:pointer-events-none disabled:opacity-55 aria-disabled:pointer-events-none aria-disabled:opacity-55',
    VARIANTS[variant],
    SIZES[size],
  )
}

interface ButtonProps extends ComponentProps<'button'>, ButtonLook {
  icon?: LucideIcon
  /** Shows that its work is under way and takes no second press. It keeps the focus, unlike a disabled one. */
  isBusy?: boolean
}

export function Button({
  variant,
  size,
  icon: Icon,
  isBusy = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      aria-disabled={isBusy || undefined}
      aria-busy={isBusy || undefined}
      // Also keeps Enter in a field from sending the form once more.
      onClick={event => (isBusy ? event.preventDefault() : onClick?.(event))}
      className={clsx(buttonClasses({ variant, size }), className)}
    >
      {isBusy ? (
        <LoaderCircle aria-hidden className="size-4 animate-spin" />
      ) : (
        Icon && <Icon aria-hidden className="size-4" />
      )}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'aria-label'> {
  icon: LucideIcon
  size?: 'small' | 'medium'
  /** What it does; read aloud and shown as a tooltip. */
  label: string
}

export function IconButton({
  icon: Icon,
  size = 'medium',
  label,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      {...rest}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-lg text-muted transition-colors',
        'hover:bg-sunken hover:text-ink disabled:pointer-events-none disabled:opacity-50',
        size === 'small' ? 'size-8' : 'size-9',
        className,
      )}
    >
      <Icon aria-hidden className="size-[1.125rem]" />
      {children}
    </button>
  )
}
