import type { ReactNode } from 'react'
import { Brand } from '#shell/brand.tsx'

/** Around the pages on which people come in: what Orion is, beside what is to be done. */
export function EntryFrame({ children }: { children: ReactNode }) {
  return (
    <main className="grid min-h-dvh lg:grid-cols-[1fr_minmax(28rem,38%)]">
      <section className="relative hidden overflow-hidden border-line border-r bg-surface p-12 lg:flex lg:flex-col lg:justify-between">
        <Brand />
        <div className="relative z-10 max-w-lg">
          <h2 className="font-semibold text-4xl leading-[1.12] tracking-tight">
            From a trend to a published video.
          </h2>
          <p className="mt-4 text-base text-muted">
            Orion finds what people talk about, writes, draws, speaks and edits a vertical video of it, and
            waits for your decision before anything goes out.
          </p>
        </div>
        <Belt />
        <ol className="relative z-10 flex flex-wrap gap-x-6 gap-y-2 text-muted">
          {['Trends', 'Script', 'Images', 'Video', 'Review', 'Publish'].map((step, index) => (
            <li key={step} className="flex items-center gap-2">
              <span className="flex size-5 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-ink text-xs">
                {index + 1}
              </span>
              {step}
            </li>
          ))}
        </ol>
      </section>
      <section className="flex items-center justify-center px-6 py-12">
        <div className="w-full max-w-sm">
          <div className="mb-10 lg:hidden">
            <Brand />
          </div>
          {children}
        </div>
      </section>
    </main>
  )
}

/** The head of such a page: what is to be done, and a line about it. */
export function EntryHeader({ title, lead }: { title: string; lead: ReactNode }) {
  return (
    <header className="mb-7">
      <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="mt-1 text-muted">{lead}</p>
    </header>
  )
}

/** Orion's belt, as a quiet ornament. */
function Belt() {
  return (
    <svg
      viewBox="0 0 400 400"
      aria-hidden="true"
      className="absolute -top-40 -right-48 size-[44rem] text-accent opacity-25"
    >
      <g fill="none" stroke="currentColor">
        <circle cx="200" cy="200" r="60" />
        <circle cx="200" cy="200" r="120" />
        <circle cx="200" cy="200" r="180" />
        <path d="M60 320 340 80" />
      </g>
      <g fill="currentColor">
        <circle cx="109" cy="278" r="9" />
        <circle cx="200" cy="200" r="12" />
        <circle cx="291" cy="122" r="9" />
      </g>
    </svg>
  )
}
