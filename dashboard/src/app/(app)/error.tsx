'use client'

import { RotateCw, TriangleAlert } from 'lucide-react'
import { Button } from '#ui/button.tsx'

interface ErrorPageProps {
  error: Error & { digest?: string }
  reset: () => void
}

/** In the place of a page whose code failed; the rest of the dashboard stays. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <div role="alert" className="flex flex-col items-center px-6 py-20 text-center">
      <span className="mb-4 flex size-12 items-center justify-center rounded-xl bg-bad-soft text-bad">
        <TriangleAlert aria-hidden className="size-6" />
      </span>
      <h1 className="font-semibold text-lg">This page failed</h1>
      <p className="mt-1 max-w-md break-words text-muted">
        {error.message}
        {error.digest && ` (${error.digest})`}
      </p>
      <Button icon={RotateCw} variant="primary" className="mt-5" onClick={reset}>
        Try again
      </Button>
    </div>
  )
}
