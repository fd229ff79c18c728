'use client'

import { useState } from 'react'
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql'
import { type FormProblems, NO_PROBLEMS, sortProblems } from '#ui/form-problems.ts'
import { describeFailure } from './failure.ts'
import { useSecretClient } from './graph-provider.tsx'

interface UserError {
  field?: readonly string[] | null
  message: string
  code?: string
}

interface FormMutationOptions {
  /** Names of the fields the form shows; what is wrong with others is told of the whole form. Default none. */
  fields?: readonly string[]
  /** True when the answer holds a secret, which the page's copy of the graph must not keep. Default false. */
  isSecret?: boolean
}

export interface FormMutation<Data, Variables> {
  /** Sends the form. @returns what came of it, or null when something is wrong, which `problems` then tells. */
  send: (variables: Variables) => Promise<Data | null>
  problems: FormProblems
  /** The first thing that is wrong, in a word for programs, where the operation asks for it; null when nothing is. */
  code: string | null
  isBusy: boolean
}

/** A mutation behind a form; `errorsOf` picks the payload's `userErrors`. */
export function useFormMutation<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  errorsOf: (data: Data) => readonly UserError[],
  { fields = [], isSecret = false }: FormMutationOptions = {},
): FormMutation<Data, Variables> {
  const graph = useClient()
  const secret = useSecretClient()
  const [problems, setProblems] = useState<FormProblems>(NO_PROBLEMS)
  const [code, setCode] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)

  const send = async (variables: Variables): Promise<Data | null> => {
    setProblems(NO_PROBLEMS)
    setCode(null)
    setBusy(true)
    const { data, error } = await (isSecret ? secret : graph).mutation(document, variables).toPromise()
    setBusy(false)
    if (error || !data) {
      const message = error ? describeFailure(error).message : 'Orion gave no answer. Try again.'
      setProblems({ whole: message, fields: {} })
      return null
    }
    const errors = errorsOf(data)
    if (errors.length === 0) return data
    setCode(errors[0]?.code ?? null)
    setProblems(sortProblems(errors, fields))
    return null
  }

  return { send, problems, code, isBusy }
}
