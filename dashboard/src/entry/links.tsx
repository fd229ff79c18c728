import Link from 'next/link'

/** The look of a link in a text. */
export const LINK = 'rounded-sm font-medium text-accent-ink underline-offset-2 hover:underline'

/** The way back to the sign-in. */
export function ToSignIn({ children = 'Back to the sign-in' }: { children?: string }) {
  return (
    <p className="mt-6">
      <Link href="/sign-in" className={LINK}>
        {children}
      </Link>
    </p>
  )
}
