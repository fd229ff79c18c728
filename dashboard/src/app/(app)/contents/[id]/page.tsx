import type { Metadata } from 'next'
import { ContentPage } from '#content/content-page.tsx'

export const metadata: Metadata = { title: 'Content' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params
  return <ContentPage key={id} id={id} />
}
