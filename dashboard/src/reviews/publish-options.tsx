'use client'

import { clsx } from 'clsx'
import { CONTROL } from '#ui/form-field.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { NOWHERE_CONNECTED, type PublishPlan, toLocalInput } from './publish-plan.ts'
import type { Account } from './use-active-accounts.ts'

const HOUR_MS = 3_600_000

interface PublishOptionsProps {
  /** Null while they are not known. */
  accounts: readonly Account[] | null
  plan: PublishPlan
  onChange: (plan: PublishPlan) => void
}

/** When and where the content goes out once it is approved. */
export function PublishOptions({ accounts: known, plan, onChange }: PublishOptionsProps) {
  const accounts = known ?? []
  const chosen = plan.accountIds ?? accounts.map(({ id }) => id)

  const toggle = (id: string) => {
    const next = chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id]
    onChange({ ...plan, accountIds: next.length === accounts.length ? null : next })
  }

  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t pt-3 text-[0.8125rem]">
      <div className="flex flex-wrap items-center gap-2">
        <SelectField
          label="When to publish"
          value={plan.at === null ? 'now' : 'later'}
          options={[
            { value: 'now', label: 'Publish at once' },
            { value: 'later', label: 'Publish later' },
          ]}
          onChange={value =>
            onChange({ ...plan, at: value === 'now' ? null : toLocalInput(new Date(Date.now() + HOUR_MS)) })
          }
        />
        {plan.at !== null && (
          <input
            type="datetime-local"
            aria-label="Publish at"
            required
            min={toLocalInput(new Date())}
            value={plan.at}
            onChange={event => event.target.value && onChange({ ...plan, at: event.target.value })}
            className={clsx(CONTROL, 'h-9 w-auto')}
          />
        )}
      </div>
      {known?.length === 0 && <p className="text-muted">{NOWHERE_CONNECTED}</p>}
      {accounts.length === 1 && <p className="text-muted">on {accounts[0]?.displayName}</p>}
      {accounts.length > 1 && (
        <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
          <legend className="sr-only">Where to publish</legend>
          {accounts.map(account => (
            <label key={account.id} className="flex items-center gap-2">
              <input
                type="checkbox"
                checked={chosen.includes(account.id)}
                disabled={chosen.length === 1 && chosen.includes(account.id)}
                onChange={() => toggle(account.id)}
                className="size-4 accent-accent"
              />
              {account.displayName}
            </label>
          ))}
        </fieldset>
      )}
    </div>
  )
}
