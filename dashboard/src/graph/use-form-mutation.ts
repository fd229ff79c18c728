'use client'

import { useState } from 'react'
import { type AnyVariables, type TypedDocumentNode, useClient } from 'urql'
import { type FormProblems, NO_PROBLEMS, sortProblems } from '#ui/form-problems.ts'
import { describeFailure } from './failure.ts'
import { useSecretClient } from './graph-provider.tsx'

interface UserError {
  field?: readonly string[] | null
  message: string
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
  const [isBusy, setBusy] = useState(false)

  const send = async (variables: Variables): Promise<Data | null> => {
    setProblems(NO_PROBLEMS)
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
    setProblems(sortProblems(errors, fields))
    return null
  }

  return { send, problems, isBusy }
}
