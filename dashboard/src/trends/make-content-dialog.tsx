'use client'

import { clsx } from 'clsx'
import { Sparkles } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useId, useState } from 'react'
import { useMutation } from 'urql'
import type { TrendItemFragment } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { keysOf, PLATFORM, STYLE } from '#pipeline/names.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { ChoiceCards, CONTROL, FormField } from '#ui/form-field.tsx'
import { useToast } from '#ui/toasts.tsx'
import { type ContentWishes, loadWishes, storeWishes, TONES, toInput } from './content-wishes.ts'
import { GateChoices } from './gate-choices.tsx'
import { generateContentMutation } from './operations.ts'

const PLATFORMS = keysOf(PLATFORM).map(value => ({ value, label: PLATFORM[value] }))
const STYLES = keysOf(STYLE).map(value => ({ value, label: STYLE[value] }))

/** How a content is to be made from a trend. The last choices are the next dialog's defaults. */
export function MakeContentDialog({ trend, onClose }: { trend: TrendItemFragment; onClose: () => void }) {
  const router = useRouter()
  const toast = useToast()
  const formId = useId()
  const [wishes, setWishes] = useState(loadWishes)
  const [problem, setProblem] = useState<string | null>(null)
  const [{ fetching }, generate] = useMutation(generateContentMutation)
  const change = (part: Partial<ContentWishes>) => setWishes(current => ({ ...current, ...part }))

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { data, error } = await generate({ input: toInput(trend.id, wishes) })
    const wrong = whatWentWrong(error, data?.generateContent.userErrors)
    const content = data?.generateContent.content
    if (wrong || !content) return setProblem(wrong?.message ?? 'The content was not started. Try again.')
    storeWishes(wishes)
    onClose()
    toast({ tone: 'ok', message: 'The pipeline is at work on your content.' })
    router.push(`/contents/${content.id}`)
  }

  return (
    <Dialog
      title="Make content"
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" icon={Sparkles} isBusy={fetching}>
            Start the pipeline
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={event => void submit(event)} className="space-y-5">
        <p className="rounded-lg bg-sunken px-3.5 py-2.5 font-medium">{trend.topic}</p>
        {problem && (
          <p role="alert" className="rounded-lg bg-bad-soft px-3.5 py-2.5 text-bad">
            {problem}
          </p>
        )}
        <ChoiceCards
          legend="Platform"
          name="platform"
          value={wishes.platform}
          choices={PLATFORMS}
          onChange={platform => change({ platform })}
          className="sm:grid-cols-3"
        />
        <ChoiceCards
          legend="Style"
          name="style"
          value={wishes.style}
          choices={STYLES}
          onChange={style => change({ style })}
          className="grid-cols-2 sm:grid-cols-5"
        />
        <div className="grid grid-cols-1 gap-5 sm:grid-cols-2">
          <FormField label="Tone">
            {attributes => (
              <>
                <input
                  {...attributes}
                  list={`${formId}-tones`}
                  required
                  maxLength={120}
                  value={wishes.tone}
                  onChange={event => change({ tone: event.target.value })}
                  className={clsx(CONTROL, 'h-10')}
                />
                <datalist id={`${formId}-tones`}>
                  {TONES.map(tone => (
                    <option key={tone} value={tone} />
                  ))}
                </datalist>
              </>
            )}
          </FormField>
          <FormField label={`Length: ${wishes.targetSeconds} s`}>
            {attributes => (
              <input
                {...attributes}
                type="range"
                min={15}
                max={60}
                step={5}
                value={wishes.targetSeconds}
                aria-valuetext={`${wishes.targetSeconds} seconds`}
                onChange={event => change({ targetSeconds: event.target.valueAsNumber })}
                className="h-10 w-full accent-accent"
              />
            )}
          </FormField>
        </div>
        <GateChoices gates={wishes.gates} onChange={gates => change({ gates })} />
      </form>
    </Dialog>
  )
}
