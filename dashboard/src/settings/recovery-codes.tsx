'use client'

import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { SecretText } from '#ui/secret-text.tsx'

/** Shows recovery codes, this once. */
export function RecoveryCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  return (
    <Dialog
      isHeld
      title="Your recovery codes"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          I have kept them
        </Button>
      }
    >
      <div className="space-y-4">
        <p className="rounded-lg bg-warn-soft px-3.5 py-2.5 text-warn">
          Keep them where you keep your passwords: they cannot be shown again. Each lets you in once when you
          do not have your app.
        </p>
        <SecretText label="Recovery codes" text={codes.join('\n')} fileName="orion-recovery-codes.txt" />
      </div>
    </Dialog>
  )
}
