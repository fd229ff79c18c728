'use client'

import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import type { DeviceLoginQuery } from '#generated/graphql.ts'
import { describeFailure } from '#graph/failure.ts'
import { useSecretClient } from '#graph/graph-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { type FormProblems, NO_PROBLEMS } from '#ui/form-problems.ts'
import { PageHeader } from '#ui/page-header.tsx'
import { Panel } from '#ui/panel.tsx'
import { TextField } from '#ui/text-field.tsx'
import { DeviceDecision } from './device-decision.tsx'
import { deviceLoginQuery } from './operations.ts'

type WaitingDevice = NonNullable<DeviceLoginQuery['deviceLogin']>

/** Lets a device in that shows a code, such as the command line. `code` is the one of the link that led here. */
export function DevicePage({ code: given }: { code: string }) {
  const client = useSecretClient()
  const [code, setCode] = useState(given)
  const [device, setDevice] = useState<WaitingDevice | null>(null)
  const [outcome, setOutcome] = useState<'approved' | 'denied' | null>(null)
  const [problems, setProblems] = useState<FormProblems>(NO_PROBLEMS)
  const [isBusy, setBusy] = useState(false)

  const find = async () => {
    setBusy(true)
    setProblems(NO_PROBLEMS)
    const { data, error } = await client.query(deviceLoginQuery, { userCode: code.trim() }).toPromise()
    setBusy(false)
    if (data?.deviceLogin) return setDevice(data.deviceLogin)
    if (error) return setProblems({ whole: describeFailure(error).message, fields: {} })
    setProblems({ whole: null, fields: { code: 'No device waits with this code. It may be too old.' } })
  }

  return (
    <div className="mx-auto max-w-xl">
      <PageHeader
        title="Let a device in"
        lead="A program that shows you a code asks to be signed in as you."
      />
      <Panel title={outcome ? 'Done' : device ? 'Is this you?' : 'The code'}>
        {outcome && (
          <EmptyState
            icon={outcome === 'approved' ? CircleCheck : CircleX}
            title={outcome === 'approved' ? 'The device is signed in' : 'The device is kept out'}
            message={
              outcome === 'approved'
                ? 'Go back to it. You find it under Settings, Sessions, where you can end it.'
                : 'Nothing was done. If you did not start it, somebody else may have.'
            }
          />
        )}
        {!outcome && device && (
          <DeviceDecision device={device} onDecided={setOutcome} onBack={() => setDevice(null)} />
        )}
        {!outcome && !device && (
          <Form problems={problems} onSubmit={() => void find()}>
            <TextField
              label="Code"
              hint="As the device shows it."
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              required
              maxLength={20}
              value={code}
              onChange={setCode}
              error={problems.fields.code}
            />
            <Button type="submit" variant="primary" isBusy={isBusy}>
              Go on
            </Button>
          </Form>
        )}
      </Panel>
    </div>
  )
}
