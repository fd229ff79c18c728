'use client'

import { useEffect, useState } from 'react'
import type { MailItemFragment, MailTextQuery } from '#generated/graphql.ts'
import { describeFailure } from '#graph/failure.ts'
import { useSecretClient } from '#graph/graph-provider.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { FormProblem } from '#ui/form.tsx'
import { SecretText } from '#ui/secret-text.tsx'
import { SkeletonLines } from '#ui/skeleton.tsx'
import { mailTextQuery } from './operations.ts'

/** What a mail says that no mail server has. Its link lets in whoever has it. */
export function MailDialog({ mail, onClose }: { mail: MailItemFragment; onClose: () => void }) {
  const client = useSecretClient()
  const [content, setContent] = useState<MailTextQuery['mail']>(null)
  const [problem, setProblem] = useState<string | null>(null)

  useEffect(() => {
    let isShown = true
    void client
      .query(mailTextQuery, { id: mail.id })
      .toPromise()
      .then(({ data, error }) => {
        if (!isShown) return
        if (data?.mail) setContent(data.mail)
        else setProblem(error ? describeFailure(error).message : 'The mail is gone.')
      })
    return () => {
      isShown = false
    }
  }, [client, mail.id])

  return (
    <Dialog title={`Mail to ${mail.recipient}`} onClose={onClose}>
      <FormProblem>{problem}</FormProblem>
      {!content && !problem && <SkeletonLines count={6} />}
      {content && (
        <div className="space-y-4">
          <p className="rounded-lg bg-warn-soft px-3.5 py-2.5 text-warn">
            Pass it on to {mail.recipient} alone: a link in it lets in whoever has it.
          </p>
          {content.text ? (
            <SecretText label={content.subject ?? 'Mail'} text={content.text} />
          ) : (
            <p className="text-muted">The mail server has it by now; Orion forgot what it says.</p>
          )}
        </div>
      )}
    </Dialog>
  )
}
