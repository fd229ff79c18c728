'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { type FormProblems, NO_PROBLEMS } from './form-problems.ts'

interface FormProps {
  id?: string
  problems?: FormProblems
  onSubmit: () => unknown
  className?: string
  children: ReactNode
}

/**
 * A form that is sent by script. When it comes back with problems, the focus goes to the first field that has one, and what is wrong
 * with it is brought into view.
 */
export function Form({ id, problems = NO_PROBLEMS, onSubmit, className = 'space-y-5', children }: FormProps) {
  const ref = useRef<HTMLFormElement>(null)
  useEffect(() => {
    if (Object.keys(problems.fields).length === 0) return
    const field = ref.current?.querySelector<HTMLElement>('[aria-invalid]')
    field?.focus()
    // Browsers show what has the focus, but not the text below it.
    const error = document.getElementById(field?.getAttribute('aria-describedby') ?? '')
    error?.scrollIntoView({ block: 'nearest' })
  }, [problems])

  return (
    <form
      ref={ref}
      id={id}
      // Without the script nothing may be put into the address.
      method="post"
      onSubmit={event => {
        event.preventDefault()
        onSubmit()
      }}
      className={className}
    >
      <FormProblem>{problems.whole}</FormProblem>
      {children}
    </form>
  )
}

/** What is wrong with a form as a whole, brought into view; nothing when nothing is. */
export function FormProblem({ children }: { children: string | null }) {
  const ref = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (children) ref.current?.scrollIntoView({ block: 'nearest' })
  }, [children])

  if (!children) return null
  return (
    <p ref={ref} role="alert" className="scroll-my-5 rounded-lg bg-bad-soft px-3.5 py-2.5 text-bad">
      {children}
    </p>
  )
}
