'use client'

import { Check, Eye, X } from 'lucide-react'
import { useId, useState } from 'react'
import type { GateItemFragment } from '#generated/graphql.ts'
import { GATE } from '#pipeline/names.ts'
import { useShortcut } from '#shell/shortcuts.tsx'
import { useCanEdit } from '#shell/viewer.tsx'
import { Button } from '#ui/button.tsx'
import { FormProblem } from '#ui/form.tsx'
import { Elapsed } from '#ui/moment.tsx'
import { PublishDialog } from './publish-dialog.tsx'
import { PublishOptions } from './publish-options.tsx'
import { NOW, type PublishPlan, toPublishInput } from './publish-plan.ts'
import { RejectDialog } from './reject-dialog.tsx'
import { useActiveAccounts } from './use-active-accounts.ts'
import { useDecideGate } from './use-decide-gate.ts'

interface GatePanelProps {
  gate: GateItemFragment
  /** How often the content was made again already. */
  regenerations: number
  onDecided: () => void
}

/** A gate that waits, with the buttons (and the keys A and R) that decide it. */
export function GatePanel({ gate, regenerations, onDecided }: GatePanelProps) {
  const canEdit = useCanEdit()
  const titleId = useId()
  const isLast = gate.stage === 'VIDEO'
  const accounts = useActiveAccounts(gate.content.createdBy?.id, isLast && canEdit)
  const [opened, setOpened] = useState<'reject' | 'publish' | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [plan, setPlan] = useState<PublishPlan>(NOW)
  const { decide, isBusy } = useDecideGate(gate, onDecided)
  const approveWords = wordsOf(isLast, plan)

  const approve = async () => {
    setOpened(null)
    setProblem(null)
    setProblem(await decide({ decision: 'APPROVE', ...(isLast && toPublishInput(plan)) }))
  }
  // A post cannot be taken back: one key alone, perhaps pressed once too often, must not send it.
  const approveByKey = () => (isLast ? setOpened('publish') : void approve())
  useShortcut('a', approveByKey, canEdit && !isBusy && !opened)
  useShortcut('r', () => setOpened('reject'), canEdit && !isBusy && !opened)

  return (
    <section
      aria-labelledby={titleId}
      className="rounded-xl border border-line border-l-4 border-l-warn bg-surface p-4 shadow-card"
    >
      <div className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <span className="flex size-9 shrink-0 items-center justify-center rounded-lg bg-warn-soft text-warn">
          <Eye aria-hidden className="size-5" />
        </span>
        <div className="min-w-0 flex-1 basis-52">
          <h2 id={titleId} className="font-semibold text-base">
            {GATE[gate.stage]}
          </h2>
          <p>{gate.instruction}</p>
          <p className="mt-1 text-muted text-xs">
            {gate.score !== null && gate.score !== undefined && (
              <span className="font-medium text-ink">Score {Math.round(gate.score * 100)} of 100 · </span>
            )}
            {gate.passAt !== null &&
              gate.passAt !== undefined &&
              `passes by itself from ${Math.round(gate.passAt * 100)} · `}
            waiting for <Elapsed from={gate.openedAt} to={null} />
          </p>
        </div>
        {canEdit && (
          <div className="flex flex-wrap gap-2">
            <Button
              variant="danger"
              icon={X}
              aria-keyshortcuts="r"
              disabled={isBusy}
              onClick={() => setOpened('reject')}
            >
              Reject
              <KeyHint>r</KeyHint>
            </Button>
            <Button
              variant="primary"
              icon={Check}
              aria-keyshortcuts="a"
              isBusy={isBusy}
              onClick={() => void approve()}
            >
              {approveWords}
              <KeyHint>a</KeyHint>
            </Button>
          </div>
        )}
      </div>
      {problem && (
        <div className="mt-3">
          <FormProblem>{problem}</FormProblem>
        </div>
      )}
      {canEdit && isLast && <PublishOptions accounts={accounts} plan={plan} onChange={setPlan} />}
      {opened === 'publish' && (
        <PublishDialog
          accounts={accounts}
          plan={plan}
          confirm={approveWords}
          onConfirm={() => void approve()}
          onClose={() => setOpened(null)}
        />
      )}
      {opened === 'reject' && (
        <RejectDialog
          title={`Reject: ${GATE[gate.stage]}`}
          regenerations={regenerations}
          isBusy={isBusy}
          onReject={async (feedback, regenerate) => {
            const wrong = await decide({ decision: 'REJECT', feedback, regenerate })
            if (wrong === null) setOpened(null)
            return wrong
          }}
          onClose={() => setOpened(null)}
        />
      )}
    </section>
  )
}

/** What approving does, in the words of its button. */
function wordsOf(publishes: boolean, plan: PublishPlan): string {
  if (!publishes) return 'Approve'
  return plan.at === null ? 'Approve and publish' : 'Approve and schedule'
}

/** Shown to the eye only: the button's name stays its word. */
function KeyHint({ children }: { children: string }) {
  return (
    <span aria-hidden className="-mr-1 hidden sm:block">
      <kbd className="inline-flex size-5 items-center justify-center rounded bg-current/15 font-sans text-xs uppercase">
        <span className="opacity-90">{children}</span>
      </kbd>
    </span>
  )
}
