'use client'

import { useState } from 'react'
import type { LinkedAccountItemFragment, SignInProvider } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { useToast } from '#ui/toasts.tsx'
import { linkAccountMutation, unlinkAccountMutation } from './linked-account-operations.ts'
import { OwnerDialog } from './owner-dialog.tsx'

/** What people call the providers. */
export const PROVIDERS: Record<SignInProvider, string> = { GITHUB: 'GitHub', GOOGLE: 'Google' }

interface LinkDialogProps {
  provider: SignInProvider
  onClose: () => void
}

/** Sends the browser to a provider, in order to link an account there. */
export function LinkDialog({ provider, onClose }: LinkDialogProps) {
  const name = PROVIDERS[provider]
  const [isLeaving, setLeaving] = useState(false)
  const { send, problems, isBusy } = useFormMutation(
    linkAccountMutation,
    data => data.linkAccount.userErrors,
    { fields: ['password'], isSecret: true },
  )
  const link = async (password: string | undefined) => {
    const begun = await send({ input: { provider, next: '/settings/security', password } })
    if (!begun?.linkAccount.url) return
    setLeaving(true)
    window.location.assign(begun.linkAccount.url)
  }
  return (
    <OwnerDialog
      title={`Link ${name}?`}
      confirm={`Go on to ${name}`}
      variant="primary"
      problems={problems}
      isBusy={isBusy || isLeaving}
      onConfirm={password => void link(password)}
      onClose={onClose}
    >
      <p>Whoever has your account at {name} can sign in here as you from then on.</p>
    </OwnerDialog>
  )
}

interface UnlinkDialogProps {
  account: LinkedAccountItemFragment
  onDone: () => void
  onClose: () => void
}

/** Takes a linked account away. */
export function UnlinkDialog({ account: { provider }, onDone, onClose }: UnlinkDialogProps) {
  const toast = useToast()
  const name = PROVIDERS[provider]
  const { send, problems, isBusy } = useFormMutation(
    unlinkAccountMutation,
    data => data.unlinkAccount.userErrors,
    { fields: ['password'] },
  )
  const unlink = async (password: string | undefined) => {
    if (!(await send({ input: { provider, password } }))) return
    toast({ tone: 'ok', message: `${name} lets nobody in here any more.` })
    onDone()
    onClose()
  }
  return (
    <OwnerDialog
      title={`Take ${name} away?`}
      confirm="Take it away"
      variant="destroy"
      problems={problems}
      isBusy={isBusy}
      onConfirm={password => void unlink(password)}
      onClose={onClose}
    >
      <p>You can no longer sign in by it. You can link it again later.</p>
    </OwnerDialog>
  )
}
