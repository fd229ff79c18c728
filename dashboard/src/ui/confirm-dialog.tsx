'use client'

import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { FormProblem } from './form.tsx'

interface ConfirmDialogProps {
  title: string
  /** What will happen, and whether it can be taken back. */
  children: ReactNode
  /** The words of the button that does it. */
  confirm: string
  isDestructive?: boolean
  isBusy: boolean
  problem?: string | null
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something is done that hurts. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, confirm, isDestructive = true, isBusy, problem = null, onConfirm, onClose } = props
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant={isDestructive ? 'destroy' : 'primary'} isBusy={isBusy} onClick={onConfirm}>
            {confirm}
          </Button>
        </>
      }
    >
      <div className="space-y-4">
        <FormProblem>{problem}</FormProblem>
        <div className="space-y-2 text-muted">{children}</div>
      </div>
    </Dialog>
  )
}
