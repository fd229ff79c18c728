import type { Metadata } from 'next'
import { ContentsPage } from '#contents/contents-page.tsx'

export const metadata: Metadata = { title: 'Contents' }

export default function Page() {
  return <ContentsPage />
}
