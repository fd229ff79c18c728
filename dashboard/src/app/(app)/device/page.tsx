import type { Metadata } from 'next'
import { DevicePage } from '#device/device-page.tsx'

export const metadata: Metadata = { title: 'Let a device in' }

interface PageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function Page({ searchParams }: PageProps) {
  const { code } = await searchParams
  return <DevicePage code={typeof code === 'string' ? code.slice(0, 20) : ''} />
}
