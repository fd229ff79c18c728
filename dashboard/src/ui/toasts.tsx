'use client'

import { clsx } from 'clsx'
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { IconButton } from './button.tsx'

const LOOKS = {
  ok: { icon: CircleCheck, colour: 'text-ok' },
  info: { icon: Info, colour: 'text-info' },
  bad: { icon: CircleAlert, colour: 'text-bad' },
} as const

interface Toast {
  tone: keyof typeof LOOKS
  message: string
  /** One thing that can be done about it, such as taking it back. */
  action?: { label: string; run: () => void }
}

const SHOWN_MS = 6_000
const MOST_SHOWN = 4

const ToastContext = createContext<(toast: Toast) => void>(() => undefined)

/** Returns a function that shows a short message at the corner of the page and reads it aloud. */
export function useToast(): (toast: Toast) => void {
  return useContext(ToastContext)
}

/** Holds the messages. They stay longer while the pointer or the focus is on them. */
export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<(Toast & { id: number })[]>([])
  const nextId = useRef(0)
  const isHeld = useRef(false)

  const remove = useCallback((id: number) => setShown(toasts => toasts.filter(toast => toast.id !== id)), [])
  const show = useCallback(
    (toast: Toast) => {
      const id = nextId.current++
      setShown(toasts => [...toasts.slice(1 - MOST_SHOWN), { ...toast, id }])
      const fade = () => (isHeld.current ? void setTimeout(fade, SHOWN_MS) : remove(id))
      setTimeout(fade, SHOWN_MS)
    },
    [remove],
  )
  const hold = useMemo(() => {
    const set = (held: boolean) => () => {
      isHeld.current = held
    }
    return { onMouseEnter: set(true), onMouseLeave: set(false), onFocus: set(true), onBlur: set(false) }
  }, [])

  return (
    <ToastContext value={show}>
      {children}
      <section
        aria-label="Messages"
        aria-live="polite"
        {...hold}
        className="pointer-events-none fixed inset-x-4 bottom-20 z-50 flex flex-col items-end gap-2 lg:bottom-5"
      >
        {shown.map(({ id, tone, message, action }) => {
          const { icon: Icon, colour } = LOOKS[tone]
          return (
            <div
              key={id}
              className="pointer-events-auto flex w-full max-w-sm animate-rise items-start gap-3 rounded-xl border border-line bg-raised py-2 pr-2 pl-3.5 shadow-float"
            >
              <Icon aria-hidden className={clsx('mt-2 size-4 shrink-0', colour)} />
              <p className="min-w-0 flex-1 break-words py-1.5">{message}</p>
              {action && (
                <button
                  type="button"
                  onClick={() => {
                    action.run()
                    remove(id)
                  }}
                  className="h-8 rounded-md px-2 font-medium text-accent-ink hover:bg-sunken"
                >
                  {action.label}
                </button>
              )}
              <IconButton icon={X} label="Dismiss" className="-my-0.5" onClick={() => remove(id)} />
            </div>
          )
        })}
      </section>
    </ToastContext>
  )
}
