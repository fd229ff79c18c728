import type { Metadata } from 'next'
import { providerFailure } from '#entry/provider-failures.ts'
import { waysIn } from '#session/gateway-auth.ts'
import { SecurityPage } from '#settings/security-page.tsx'

export const metadata: Metadata = { title: 'Security' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ searchParams }: PageProps) {
  const { failed } = await searchParams
  const { providers } = await waysIn()
  return (
    <SecurityPage
      providers={providers.map(({ name }) => name)}
      linkFailure={providerFailure(typeof failed === 'string' ? failed : undefined)}
    />
  )
}
