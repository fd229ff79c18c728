'use client'

import { useState } from 'react'
import { z } from 'zod'
import { postToDashboard } from '#session/browser-session.ts'
import { type FormProblems, NO_PROBLEMS, sortProblems } from '#ui/form-problems.ts'

const refusal = z.object({
  message: z.string(),
  code: z.string().optional(),
  field: z.array(z.string()).optional(),
})

export interface EntryForm<Answer> {
  /** Sends the form. @returns the answer, or null when something is wrong, which `problems` and `code` then tell. */
  send: (body: object) => Promise<Answer | null>
  problems: FormProblems
  /** What is wrong, in a word for programs; null when nothing is. */
  code: string | null
  isBusy: boolean
}

/** A form of the pages without a session, sent to one of the dashboard's own routes. `fields` are those it shows. */
export function useEntryForm<Answer>(
  path: string,
  answer: z.ZodType<Answer>,
  fields: readonly string[] = [],
): EntryForm<Answer> {
  const [problems, setProblems] = useState<FormProblems>(NO_PROBLEMS)
  const [code, setCode] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const send = async (body: object): Promise<Answer | null> => {
    setBusy(true)
    setProblems(NO_PROBLEMS)
    setCode(null)
    try {
      const response = await postToDashboard(path, body)
      const json: unknown = await response.json()
      if (response.ok) return answer.parse(json)
      const said = refusal.safeParse(json)
      setCode((said.success && said.data.code) || 'FAILED')
      setProblems(
        sortProblems(
          [said.success ? said.data : { message: `This failed with ${response.status}. Try again.` }],
          fields,
        ),
      )
    } catch {
      setCode('FAILED')
      setProblems({
        whole: 'The dashboard cannot be reached. Check your network, then try again.',
        fields: {},
      })
    } finally {
      setBusy(false)
    }
    return null
  }

  return { send, problems, code, isBusy }
}
