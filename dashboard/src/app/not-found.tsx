import Link from 'next/link'
import { BrandMark } from '#shell/brand.tsx'
import { buttonClasses } from '#ui/button.tsx'

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-6 text-center">
      <BrandMark className="mb-6 size-12" />
      <h1 className="font-semibold text-2xl tracking-tight">There is no such page</h1>
      <p className="mt-1 mb-6 text-muted">The address may be old or mistyped.</p>
      <Link href="/" className={buttonClasses({ variant: 'primary' })}>
        To the overview
      </Link>
    </main>
  )
}
