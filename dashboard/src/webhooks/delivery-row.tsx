'use client'

import { ChevronRight, RotateCw } from 'lucide-react'
import type { DeliveryItemFragment, WebhookDeliveryStatus } from '#generated/graphql.ts'
import { useFormMutation } from '#graph/use-form-mutation.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { FormProblem } from '#ui/form.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { useToast } from '#ui/toasts.tsx'
import { redeliverWebhookMutation } from './operations.ts'

export const DELIVERY_STATUS: Record<WebhookDeliveryStatus, string> = {
  PENDING: 'Waiting',
  DELIVERED: 'Delivered',
  FAILED: 'Failed',
}

const TONES: Record<WebhookDeliveryStatus, Tone> = { PENDING: 'info', DELIVERED: 'ok', FAILED: 'bad' }

/** One message to a webhook; opened, it shows what was sent and what came back. */
export function DeliveryRow({ delivery, onSent }: { delivery: DeliveryItemFragment; onSent: () => void }) {
  const toast = useToast()
  const { send, problems, isBusy } = useFormMutation(
    redeliverWebhookMutation,
    data => data.redeliverWebhook.userErrors,
  )
  const { id, type, status, attempts, responseStatus, responseBody, error, nextAttemptAt, createdAt } =
    delivery

  const redeliver = async () => {
    if (!(await send({ input: { id } }))) return
    toast({ tone: 'info', message: 'The message is sent once more.' })
    onSent()
  }

  return (
    <details className="group">
      <summary className="-outline-offset-2 flex list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden
          className="size-4 shrink-0 text-subtle transition-transform group-open:rotate-90"
        />
        <span className="min-w-0 flex-1 truncate font-mono text-[0.8125rem]">{type}</span>
        {responseStatus && (
          <span className="hidden text-muted text-xs tabular-nums sm:inline">HTTP {responseStatus}</span>
        )}
        <Badge tone={TONES[status]}>{DELIVERY_STATUS[status]}</Badge>
        <span className="w-20 text-right text-subtle text-xs">
          <RelativeTime at={createdAt} />
        </span>
      </summary>
      <div className="space-y-3 px-4 pt-1 pb-4 sm:pl-11">
        <p className="text-muted">
          {attempts === 1 ? 'Tried once' : `Tried ${attempts} times`}
          {responseStatus ? `; answered with ${responseStatus}.` : '.'}
          {nextAttemptAt && (
            <>
              {' '}
              Next try <RelativeTime at={nextAttemptAt} />.
            </>
          )}
        </p>
        <FormProblem>{problems.whole}</FormProblem>
        {error && <p className="break-words text-bad">{error}</p>}
        <Block title="Sent">{readable(delivery.body)}</Block>
        {responseBody && <Block title="Answered">{responseBody}</Block>}
        {status !== 'PENDING' && (
          <Button size="small" icon={RotateCw} isBusy={isBusy} onClick={() => void redeliver()}>
            Send it once more
          </Button>
        )}
      </div>
    </details>
  )
}

function Block({ title, children }: { title: string; children: string }) {
  return (
    <div>
      <h3 className="mb-1 font-medium text-subtle text-xs">{title}</h3>
      <pre className="max-h-64 overflow-auto whitespace-pre-wrap break-words rounded-lg border border-line bg-sunken px-3 py-2 font-mono text-xs leading-5">
        {children}
      </pre>
    </div>
  )
}

/** JSON with its lines broken; other text as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2)
  } catch {
    return body
  }
}
