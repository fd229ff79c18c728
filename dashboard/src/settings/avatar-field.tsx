'use client'

import { ImageUp, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import { z } from 'zod'
import type { AccountFragment } from '#generated/graphql.ts'
import { needsRenewal, renewSession } from '#session/browser-session.ts'
import { CLIENT_HEADER } from '#session/same-origin.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Button } from '#ui/button.tsx'
import { squarePicture } from './picture.ts'

const refusal = z.object({ message: z.string() })

interface AvatarFieldProps {
  account: AccountFragment
  /** Called when the picture is another one. */
  onChanged: () => void
}

/** The viewer's picture: chosen from a file, cut to a square here, or taken away. */
export function AvatarField({ account, onChanged }: AvatarFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)

  const send = async (picture: () => Promise<Blob | null>) => {
    setBusy(true)
    setProblem(null)
    setProblem(await change(picture))
    setBusy(false)
    onChanged()
  }

  return (
    <div className="flex flex-wrap items-center gap-4">
      <Avatar name={account.name} url={account.avatarUrl} size="large" />
      <div className="min-w-0 flex-1">
        <p className="mb-1.5 font-medium">Picture</p>
        <div className="flex flex-wrap gap-2">
          <input
            ref={input}
            type="file"
            accept="image/png,image/jpeg,image/webp"
            aria-label="Picture file"
            className="sr-only"
            tabIndex={-1}
            onChange={event => {
              const file = event.target.files?.[0]
              event.target.value = ''
              if (file) void send(() => squarePicture(file))
            }}
          />
          <Button size="small" icon={ImageUp} isBusy={isBusy} onClick={() => input.current?.click()}>
            Choose a picture
          </Button>
          {account.avatarUrl && (
            <Button
              size="small"
              variant="quiet"
              icon={Trash2}
              disabled={isBusy}
              onClick={() => void send(() => Promise.resolve(null))}
            >
              Remove
            </Button>
          )}
        </div>
        {problem && (
          <p role="alert" className="mt-1.5 text-bad text-xs">
            {problem}
          </p>
        )}
      </div>
    </div>
  )
}

/** Sends a picture, or takes it away when there is none. @returns what is wrong, or null. */
async function change(picture: () => Promise<Blob | null>): Promise<string | null> {
  try {
    const body = await picture().catch(() => undefined)
    if (body === undefined) return 'This file cannot be read as a picture. Choose a PNG, JPEG or WebP.'
    if (needsRenewal()) await renewSession()
    const response = await fetch('/api/avatar', {
      method: body ? 'PUT' : 'DELETE',
      headers: { [CLIENT_HEADER]: '1', ...(body && { 'content-type': body.type }) },
      body,
    })
    if (response.ok) return null
    const said = refusal.safeParse(await response.json().catch(() => null))
    return said.success ? said.data.message : 'Orion did not take the picture.'
  } catch {
    return 'The dashboard cannot be reached. Check your network, then try again.'
  }
}
