'use client'

import { useState } from 'react'
import { z } from 'zod'
import { Button } from '#ui/button.tsx'
import { FormProblem } from '#ui/form.tsx'
import { useEntryForm } from './use-entry-form.ts'

const answer = z.object({ url: z.url() })

interface ProviderButtonsProps {
  providers: readonly { name: string; title: string }[]
  /** The page to go on to. */
  next: string
}

/** Signs in with another provider; nothing when none is set up. */
export function ProviderButtons({ providers, next }: ProviderButtonsProps) {
  const { send, problems } = useEntryForm('/api/session/oauth/start', answer)
  const [chosen, setChosen] = useState<string | null>(null)
  if (providers.length === 0) return null

  const begin = async (provider: string) => {
    setChosen(provider)
    const begun = await send({ provider, next })
    if (begun) window.location.assign(begun.url)
    else setChosen(null)
  }

  return (
    <div className="mt-6 space-y-3 border-line border-t pt-6">
      <FormProblem>{problems.whole}</FormProblem>
      {providers.map(({ name, title }) => (
        <Button
          key={name}
          size="large"
          className="w-full"
          isBusy={chosen === name}
          disabled={chosen !== null}
          onClick={() => void begin(name)}
        >
          Sign in with {title}
        </Button>
      ))}
    </div>
  )
}
