'use client'

import { clsx } from 'clsx'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './button.tsx'

const SHAPES = {
  centre:
    'm-auto max-h-[min(90dvh,52rem)] w-[min(36rem,calc(100vw-2rem))] animate-rise rounded-2xl border border-line',
  side: 'ml-auto mr-0 my-0 h-dvh max-h-none w-[min(26rem,100vw)] animate-slide-in border-line border-l',
} as const

interface DialogProps {
  title: string
  shape?: keyof typeof SHAPES
  /** True where closing loses something for good: then only its buttons and Escape close it. Default false. */
  isHeld?: boolean
  onClose: () => void
  /** Stays in place below the content, for the buttons. */
  footer?: ReactNode
  /** Shown in the head, beside the button that closes. */
  aside?: ReactNode
  children: ReactNode
}

/**
 * A modal dialog: keeps the focus, closes on Escape and on a press beside it, and gives the focus back to what had it.
 * The focus begins at the field with `data-first`, else at the title. Render it only while it is open.
 */
export function Dialog(props: DialogProps) {
  const { title, shape = 'centre', isHeld = false, onClose, footer, aside, children } = props
  const ref = useRef<HTMLDialogElement>(null)
  const isPressedBeside = useRef(false)
  const titleId = useId()

  useEffect(() => {
    ref.current?.showModal()
    ref.current?.querySelector<HTMLElement>('[data-first]')?.focus()
  }, [])
  // A dialog that is taken away while it is open would leave the focus nowhere; this runs while it is still there.
  useLayoutEffect(() => {
    const dialog = ref.current
    return () => dialog?.close()
  }, [])

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a dialog by itself
    <dialog
      ref={ref}
      aria-labelledby={titleId}
      onClose={() => ref.current?.open === false && onClose()}
      // Text that is selected beyond the edge ends outside as well: only what began there is a press beside the dialog.
      onMouseDown={event => {
        isPressedBeside.current = event.target === ref.current
      }}
      onClick={event => {
        if (!isHeld && isPressedBeside.current && event.target === ref.current) ref.current.close()
      }}
      className={clsx('bg-surface text-ink shadow-float', SHAPES[shape])}
    >
      <div className="flex h-full max-h-[inherit] flex-col">
        <div className="flex shrink-0 items-center gap-2 border-line border-b py-2.5 pr-2.5 pl-5">
          <h2 id={titleId} tabIndex={-1} className="min-w-0 flex-1 font-semibold text-base">
            {title}
          </h2>
          {aside}
          <IconButton icon={X} label="Close" onClick={() => ref.current?.close()} />
        </div>
        <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-5">{children}</div>
        {footer && (
          <div className="flex shrink-0 flex-wrap justify-end gap-2 border-line border-t px-5 py-3">
            {footer}
          </div>
        )}
      </div>
    </dialog>
  )
}
