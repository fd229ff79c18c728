'use client'

import { useState } from 'react'
import { useMutation } from 'urql'
import { LATER, WELCOME_SETTING } from '#session/welcome-setting.ts'
import { Button } from '#ui/button.tsx'
import { updateSettingsMutation } from './operations.ts'

/** Goes on without choosing, and is not asked again at the next sign-in; the settings still offer it. */
export function LaterButton({ next }: { next: string }) {
  const [isLeaving, setLeaving] = useState(false)
  const [, update] = useMutation(updateSettingsMutation)
  const later = async () => {
    setLeaving(true)
    // When it cannot be kept, the next sign-in asks once more, which is no reason to stay here.
    await update({ input: { settings: { [WELCOME_SETTING]: LATER } } })
    window.location.assign(next)
  }
  return (
    <Button variant="quiet" size="large" isBusy={isLeaving} onClick={() => void later()} className="w-full">
      Later
    </Button>
  )
}
