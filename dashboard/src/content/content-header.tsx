'use client'

import { CircleStop, RefreshCw, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useMutation } from 'urql'
import type { ContentCoreFragment } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { PLATFORM, STYLE } from '#pipeline/names.ts'
import { ContentBadge, WaitingBadge } from '#pipeline/status-badges.tsx'
import { useCanEdit } from '#shell/viewer.tsx'
import { Button } from '#ui/button.tsx'
import { RelativeTime } from '#ui/moment.tsx'
import { useToast } from '#ui/toasts.tsx'
import { CancelDialog } from './cancel-dialog.tsx'
import { retryContentMutation } from './operations.ts'
import { RegenerateDialog } from './regenerate-dialog.tsx'

interface ContentHeaderProps {
  content: ContentCoreFragment
  onChanged: () => void
}

/** What the content is, where it stands, and what can be done with it as a whole. */
export function ContentHeader({ content, onChanged }: ContentHeaderProps) {
  const canEdit = useCanEdit()
  const isWaiting = content.openGate?.status === 'OPEN'
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 flex-1 basis-80">
        <h1 className="break-words font-semibold text-2xl leading-tight tracking-tight">{content.title}</h1>
        <div className="mt-2 flex flex-wrap items-center gap-x-2 gap-y-1.5 text-muted">
          <ContentBadge
            status={content.status}
            isWaiting={isWaiting}
            isCancelled={content.currentRun?.status === 'CANCELLED'}
          />
          {isWaiting && content.status !== 'REVIEW' && <WaitingBadge />}
          <span className="min-w-0 break-words">
            {PLATFORM[content.platform]} · {STYLE[content.style]} · {content.tone} ·{' '}
            <RelativeTime at={content.createdAt} />
          </span>
        </div>
      </div>
      {canEdit && <Actions content={content} onChanged={onChanged} />}
    </header>
  )
}

function Actions({ content, onChanged }: ContentHeaderProps) {
  const toast = useToast()
  const [opened, setOpened] = useState<'cancel' | 'regenerate' | null>(null)
  const [{ fetching }, retry] = useMutation(retryContentMutation)
  const run = content.currentRun
  const isRunning = run && ['PENDING', 'RUNNING', 'AWAITING_REVIEW'].includes(run.status)

  const startAgain = async () => {
    const { data, error } = await retry({ input: { contentId: content.id } })
    const problem = whatWentWrong(error, data?.retryContent.userErrors)
    toast(
      problem
        ? { tone: 'bad', message: problem.message }
        : { tone: 'ok', message: 'The pipeline goes on where it stopped.' },
    )
    onChanged()
  }

  return (
    <div className="flex flex-wrap gap-2">
      {content.status === 'FAILED' && (
        <Button variant="primary" icon={RotateCcw} isBusy={fetching} onClick={() => void startAgain()}>
          Retry
        </Button>
      )}
      {content.status === 'REJECTED' && (
        <Button variant="primary" icon={RefreshCw} onClick={() => setOpened('regenerate')}>
          Make again
        </Button>
      )}
      {isRunning && (
        <Button icon={CircleStop} onClick={() => setOpened('cancel')}>
          Cancel run
        </Button>
      )}
      {opened === 'cancel' && run && (
        <CancelDialog runId={run.id} onCancelled={onChanged} onClose={() => setOpened(null)} />
      )}
      {opened === 'regenerate' && (
        <RegenerateDialog content={content} onStarted={onChanged} onClose={() => setOpened(null)} />
      )}
    </div>
  )
}
