import { clsx } from 'clsx'
import { useMemo } from 'react'
import { Button } from '#ui/button.tsx'
import { CONTROL, FormField } from '#ui/form-field.tsx'
import { browserTimezone, timezoneChoices } from './timezones.ts'

interface TimezoneFieldProps {
  /** The zone that is kept now, offered also where this browser does not know it. */
  stored: string
  value: string
  onChange: (timezone: string) => void
  error: string | undefined
}

/** Chooses a time zone, or that of the device. */
export function TimezoneField({ stored, value, onChange, error }: TimezoneFieldProps) {
  const timezones = useMemo(() => timezoneChoices(stored), [stored])
  return (
    <FormField label="Time zone" error={error}>
      {attributes => (
        <div className="flex gap-2">
          <select
            {...attributes}
            value={value}
            onChange={event => onChange(event.target.value)}
            className={clsx(CONTROL, 'h-10 min-w-0 flex-1')}
          >
            {timezones.map(zone => (
              <option key={zone} value={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
          <Button className="h-10" onClick={() => onChange(browserTimezone())}>
            As this device
          </Button>
        </div>
      )}
    </FormField>
  )
}
