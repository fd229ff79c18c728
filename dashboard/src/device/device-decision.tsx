'use client'

import { useState } from 'react'
import type { DeviceLoginQuery } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { deviceName } from '#settings/device-name.ts'
import { Button } from '#ui/button.tsx'
import { Form, FormProblem } from '#ui/form.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { approveDeviceLoginMutation, denyDeviceLoginMutation } from './operations.ts'

interface DeviceDecisionProps {
  device: NonNullable<DeviceLoginQuery['deviceLogin']>
  onDecided: (outcome: 'approved' | 'denied') => void
  onBack: () => void
}

/** Shows who asks, and lets them in, with the password once Orion wants it, or keeps them out. */
export function DeviceDecision({ device, onDecided, onBack }: DeviceDecisionProps) {
  const [password, setPassword] = useState('')
  const [asks, setAsks] = useState(false)
  const approving = useFormMutation(approveDeviceLoginMutation, data => data.approveDeviceLogin.userErrors, {
    fields: ['password'],
  })
  const denying = useFormMutation(denyDeviceLoginMutation, data => data.denyDeviceLogin.userErrors)
  const { userCode, ipAddress, userAgent, createdAt } = device
  if (approving.problems.fields.password && !asks) setAsks(true)
  const approve = async () => {
    const done = await approving.send({ input: { userCode, password: asks ? password : undefined } })
    if (done) onDecided('approved')
  }

  return (
    <Form className="space-y-4" problems={approving.problems} onSubmit={() => void approve()}>
      <FormProblem>{denying.problems.whole}</FormProblem>
      <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <dt className="text-subtle">Code</dt>
        <dd className="font-mono">{userCode}</dd>
        <dt className="text-subtle">Program</dt>
        <dd className="break-words" title={userAgent ?? undefined}>
          {deviceName(userAgent)}
        </dd>
        <dt className="text-subtle">Address</dt>
        <dd className="break-all">{ipAddress ?? 'Not known'}</dd>
        <dt className="text-subtle">Asked</dt>
        <dd>
          <RelativeTime at={createdAt} />
        </dd>
      </dl>
      <p className="rounded-lg bg-warn-soft px-3.5 py-2.5 text-warn">
        Let it in only when you started it yourself and it shows this very code: it can do all that you can.
      </p>
      {asks && (
        <OwnPasswordField
          value={password}
          onChange={setPassword}
          error={approving.problems.fields.password}
        />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" isBusy={approving.isBusy}>
          Let it in
        </Button>
        <Button
          variant="danger"
          isBusy={denying.isBusy}
          onClick={() => void denying.send({ input: { userCode } }).then(done => done && onDecided('denied'))}
        >
          Keep it out
        </Button>
        <Button variant="quiet" onClick={onBack}>
          Another code
        </Button>
      </div>
    </Form>
  )
}
