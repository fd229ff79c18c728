'use client'

import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

interface MenuProps {
  /** The button that opens the menu; it is given what assistive technology needs. */
  trigger: (attributes: {
    'aria-haspopup': 'menu'
    'aria-expanded': boolean
    'aria-controls': string | undefined
    onClick: () => void
  }) => ReactNode
  label: string
  /** Shown above the items. */
  heading?: ReactNode
  align?: 'start' | 'end'
  children: ReactNode
}

/** A menu below its button: arrow keys move, Escape and a press outside close. */
export function Menu({ trigger, label, heading, align = 'end', children }: MenuProps) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const root = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    if (!isOpen) return
    items(list.current)[0]?.focus()
    const closeOutside = (event: PointerEvent) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    return () => document.removeEventListener('pointerdown', closeOutside)
  }, [isOpen])

  const close = () => {
    setOpen(false)
    root.current?.querySelector<HTMLElement>('[aria-haspopup]')?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen) return
    const all = items(list.current)
    const at = all.findIndex(item => item.matches(':focus'))
    if (event.key === 'Escape') close()
    else if (event.key === 'ArrowDown') all[(at + 1) % all.length]?.focus()
    else if (event.key === 'ArrowUp') all.at(at - 1)?.focus()
    else if (event.key === 'Home') all[0]?.focus()
    else if (event.key === 'End') all.at(-1)?.focus()
    else if (event.key === 'Tab') return setOpen(false)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the menu inside
    <div ref={root} className="relative" onKeyDown={onKeyDown}>
      {trigger({
        'aria-haspopup': 'menu',
        'aria-expanded': isOpen,
        'aria-controls': isOpen ? id : undefined,
        onClick: () => setOpen(!isOpen),
      })}
      {isOpen && (
        <div
          className={clsx(
            'absolute top-full z-40 mt-1.5 min-w-52 animate-rise rounded-xl border border-line bg-raised p-1.5 shadow-float',
            align === 'end' ? 'right-0' : 'left-0',
          )}
        >
          {heading}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: the items are buttons and bring their keys */}
          <div ref={list} id={id} role="menu" tabIndex={-1} aria-label={label} onClick={close}>
            {children}
          </div>
        </div>
      )}
    </div>
  )
}

function items(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^="menuitem"]:not(:disabled)') ?? [])]
}

interface MenuItemProps {
  icon?: LucideIcon
  /** Given for one choice of several: whether it is the chosen one. */
  isChosen?: boolean
  onSelect: () => void
  children: ReactNode
}

export function MenuItem({ icon: Icon, isChosen, onSelect, children }: MenuItemProps) {
  const choice = isChosen === undefined ? {} : { 'aria-checked': isChosen }
  return (
    <button
      type="button"
      role={isChosen === undefined ? 'menuitem' : 'menuitemradio'}
      {...choice}
      tabIndex={-1}
      onClick={onSelect}
      className={clsx(
        'flex w-full items-center gap-2.5 rounded-lg px-2.5 py-2 text-left focus:bg-sunken focus:outline-none',
        'hover:bg-sunken',
        isChosen ? 'font-medium text-accent-ink' : 'text-ink',
      )}
    >
      {Icon && <Icon aria-hidden className="size-4 shrink-0 text-subtle" />}
      {children}
    </button>
  )
}
