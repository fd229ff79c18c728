'use client'

import { clsx } from 'clsx'
import type { GateStage } from '#generated/graphql.ts'
import { GATE, keysOf } from '#pipeline/names.ts'
import { CONTROL } from '#ui/form-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { DEFAULT_PASS_PERCENT, type GateWishes } from './content-wishes.ts'

const WHAT: Record<GateStage, string> = {
  STRATEGIST: 'before pictures are planned',
  CREATOR: 'before the analysis',
  ANALYST: 'before anything is drawn',
  VIDEO: 'before it is published',
}

const DECIDERS = [
  { value: 'person', label: 'A person decides' },
  { value: 'policy', label: 'Pass from a score' },
]

interface GateChoicesProps {
  gates: GateWishes
  onChange: (gates: GateWishes) => void
}

/** For each gate: a person decides, or it passes by itself from a score on. */
export function GateChoices({ gates, onChange }: GateChoicesProps) {
  return (
    <fieldset>
      <legend className="mb-0.5 font-medium">Gates</legend>
      <p className="mb-2 text-subtle text-xs">
        Where the pipeline stops until somebody says that it may go on.
      </p>
      <div className="divide-y divide-line rounded-lg border border-line">
        {keysOf(GATE).map(stage => {
          const percent = gates[stage]
          return (
            <div key={stage} className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2">
              <p className="min-w-40 flex-1">
                <span className="font-medium">{GATE[stage]}</span>{' '}
                <span className="block text-subtle text-xs">{WHAT[stage]}</span>
              </p>
              {percent !== null && (
                <label className="flex items-center gap-1.5 text-muted text-xs">
                  <span className="sr-only">{GATE[stage]}: lowest score in percent</span>
                  <input
                    type="number"
                    min={0}
                    max={100}
                    required
                    value={percent}
                    onChange={event => onChange({ ...gates, [stage]: event.target.valueAsNumber || 0 })}
                    className={clsx(CONTROL, 'h-9 w-16 px-2 text-sm tabular-nums')}
                  />
                  %
                </label>
              )}
              <SelectField
                label={`${GATE[stage]}: who decides`}
                value={percent === null ? 'person' : 'policy'}
                options={DECIDERS}
                onChange={value =>
                  onChange({ ...gates, [stage]: value === 'person' ? null : DEFAULT_PASS_PERCENT })
                }
              />
            </div>
          )
        })}
      </div>
    </fieldset>
  )
}
