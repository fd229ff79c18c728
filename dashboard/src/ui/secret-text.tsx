'use client'

import { Check, Copy, Download } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from './button.tsx'

interface SecretTextProps {
  label: string
  /** Lines are kept. */
  text: string
  /** Offers the text as a file of this name. */
  fileName?: string
}

/** A secret that is shown once, to be copied or kept as a file. It lives in this component alone. */
export function SecretText({ label, text, fileName }: SecretTextProps) {
  const ref = useRef<HTMLElement>(null)
  const [said, setSaid] = useState('')

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setSaid('Copied.')
    } catch {
      // On plain http there is no clipboard: what is selected is copied by hand.
      if (ref.current) window.getSelection()?.selectAllChildren(ref.current)
      setSaid('Selected: copy it with your keyboard.')
    }
  }

  const download = () => {
    const url = URL.createObjectURL(new Blob([`${text}\n`], { type: 'text/plain' }))
    const link = Object.assign(document.createElement('a'), { href: url, download: fileName })
    link.click()
    URL.revokeObjectURL(url)
  }

  return (
    <div>
      <p className="mb-1.5 font-medium">{label}</p>
      <code
        ref={ref}
        className="block whitespace-pre-wrap wrap-anywhere rounded-lg border border-line bg-sunken px-3.5 py-2.5 font-mono text-[0.8125rem] leading-6"
      >
        {text}
      </code>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        <Button size="small" icon={said === 'Copied.' ? Check : Copy} onClick={() => void copy()}>
          Copy
        </Button>
        {fileName && (
          <Button size="small" icon={Download} onClick={download}>
            Download
          </Button>
        )}
        <span role="status" className="text-muted text-xs">
          {said}
        </span>
      </div>
    </div>
  )
}
