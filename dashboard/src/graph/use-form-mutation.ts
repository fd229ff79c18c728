'use client'

import { useState } from 'react'
import { type AnyVariables, type TypedDocumentNode, useMutation } from 'urql'
import { type FormProblems, NO_PROBLEMS, sortProblems } from '#ui/form-problems.ts'
import { describeFailure } from './failure.ts'

interface UserError {
  field?: readonly string[] | null
  message: string
}

export interface FormMutation<Data, Variables> {
  /** Sends the form. @returns what came of it, or null when something is wrong, which `problems` then tells. */
  send: (variables: Variables) => Promise<Data | null>
  problems: FormProblems
  isBusy: boolean
}

/**
 * A mutation behind a form.
 * @param errorsOf picks the payload's `userErrors`
 * @param shown names of the fields that the form shows; what is wrong with others is told of the whole form
 */
export function useFormMutation<Data, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  errorsOf: (data: Data) => readonly UserError[],
  shown: readonly string[] = [],
): FormMutation<Data, Variables> {
  const [problems, setProblems] = useState<FormProblems>(NO_PROBLEMS)
  const [{ fetching }, run] = useMutation(document)

  const send = async (variables: Variables): Promise<Data | null> => {
    setProblems(NO_PROBLEMS)
    const { data, error } = await run(variables)
    if (error || !data) {
      const message = error ? describeFailure(error).message : 'Orion gave no answer. Try again.'
      setProblems({ whole: message, fields: {} })
      return null
    }
    const errors = errorsOf(data)
    if (errors.length === 0) return data
    setProblems(sortProblems(errors, shown))
    return null
  }

  return { send, problems, isBusy: fetching }
}
