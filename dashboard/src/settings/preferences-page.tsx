'use client'

import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import type { PreferenceFragment } from '#generated/graphql.ts'
import { whatWentWrong } from '#graph/failure.ts'
import { NOTIFICATION } from '#notifications/notification-names.ts'
import { FailureState } from '#ui/failure-state.tsx'
import { Panel } from '#ui/panel.tsx'
import { SkeletonRows } from '#ui/skeleton.tsx'
import { useToast } from '#ui/toasts.tsx'
import { preferencesQuery, updatePreferencesMutation } from './preference-operations.ts'

const CHANNELS = [
  { channel: 'live', label: 'Live' },
  { channel: 'email', label: 'E-mail' },
  { channel: 'webhook', label: 'Webhook' },
] as const

type Channel = (typeof CHANNELS)[number]['channel']

/** Of what the viewer is told, and how: a matrix of kinds and channels. */
export function PreferencesPage() {
  const toast = useToast()
  const [{ data, error }, read] = useQuery({ query: preferencesQuery })
  const [{ fetching }, update] = useMutation(updatePreferencesMutation)
  /** What was pressed and is not saved yet, so that a box answers at once. */
  const [pressed, setPressed] = useState<Readonly<Record<string, boolean>>>({})
  const preferences = data?.notificationPreferences

  const set = async (type: PreferenceFragment['type'], channel: Channel, isOn: boolean) => {
    const box = `${type} ${channel}`
    setPressed(boxes => ({ ...boxes, [box]: isOn }))
    const { data: saved, error: failure } = await update({
      input: { preferences: [{ type, [channel]: isOn }] },
    })
    setPressed(({ [box]: _, ...others }) => others)
    const problem = whatWentWrong(failure, saved?.updateNotificationPreferences.userErrors)
    if (problem) toast({ tone: 'bad', message: problem.message })
  }

  return (
    <Panel title="What you are told" isPadded={false}>
      {!preferences &&
        (error ? (
          <FailureState error={error} onRetry={() => read({ requestPolicy: 'network-only' })} />
        ) : (
          <SkeletonRows count={6} />
        ))}
      {preferences && (
        <>
          <table aria-busy={fetching} className="w-full">
            <caption className="sr-only">Kinds of notifications and the channels on which they come</caption>
            <thead>
              <tr className="border-line border-b text-muted text-xs">
                <th scope="col" className="px-4 py-2 text-left font-medium">
                  About
                </th>
                {CHANNELS.map(({ channel, label }) => (
                  <th key={channel} scope="col" className="w-16 px-1 py-2 font-medium sm:w-24">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody className="divide-y divide-line">
              {preferences.map(preference => (
                <tr key={preference.type}>
                  <th scope="row" className="px-4 py-2.5 text-left font-normal">
                    {NOTIFICATION[preference.type]}
                  </th>
                  {CHANNELS.map(({ channel, label }) => (
                    <td key={channel} className="px-1 text-center">
                      <label className="inline-flex size-9 cursor-pointer items-center justify-center rounded-lg hover:bg-sunken">
                        <span className="sr-only">
                          {NOTIFICATION[preference.type]}: {label}
                        </span>
                        <input
                          type="checkbox"
                          checked={pressed[`${preference.type} ${channel}`] ?? preference[channel]}
                          onChange={event => void set(preference.type, channel, event.target.checked)}
                          className="size-4 accent-accent"
                        />
                      </label>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <p className="border-line border-t px-4 py-3 text-muted text-xs">
            Everything is listed under Notifications in any case. Live means a message on open pages; e-mails
            need a confirmed address and come together after a burst; webhooks are set up beside this page.
          </p>
        </>
      )}
    </Panel>
  )
}
