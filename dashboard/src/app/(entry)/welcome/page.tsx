import type { Metadata } from 'next'
import { GraphProvider } from '#graph/graph-provider.tsx'
import { waysIn } from '#session/gateway-auth.ts'
import { redirectTarget } from '#session/redirect-target.ts'
import { Welcome } from '#welcome/welcome.tsx'

export const metadata: Metadata = { title: 'Choose your username and password' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ searchParams }: PageProps) {
  const { next } = await searchParams
  const { providers } = await waysIn()
  return (
    <GraphProvider>
      <Welcome next={redirectTarget(typeof next === 'string' ? next : undefined)} providers={providers} />
    </GraphProvider>
  )
}
