import type { Metadata } from 'next'
import { ReviewsPage } from '#reviews/reviews-page.tsx'

export const metadata: Metadata = { title: 'Reviews' }

export default function Page() {
  return <ReviewsPage />
}
