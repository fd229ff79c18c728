'use client'

import { ShieldX } from 'lucide-react'
import type { ReactNode } from 'react'
import { useViewer } from '#shell/viewer.tsx'
import { Card } from '#ui/card.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/**
 * Spares others the refusals of the gateway, which decides. While it is not known who asks, the pages themselves tell
 * whether they wait or cannot be shown.
 */
export function AdminsOnly({ children }: { children: ReactNode }) {
  const viewer = useViewer()
  if (!viewer || viewer.role === 'ADMIN') return children
  return (
    <Card>
      <EmptyState
        icon={ShieldX}
        title="For admins"
        message="Your role does not include these pages. Ask an admin when you need something done here."
      />
    </Card>
  )
}
