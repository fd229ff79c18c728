import type { Metadata } from 'next'
import { WebhookPage } from '#webhooks/webhook-page.tsx'

export const metadata: Metadata = { title: 'Webhook' }

export default async function Page({ params }: { params: Promise<{ id: string }> }) {
  return <WebhookPage id={(await params).id} />
}
