'use client'

import { clsx } from 'clsx'
import Link from 'next/link'
import { usePathname } from 'next/navigation'

interface SectionTabsProps {
  /** What the pages are parts of; read aloud. */
  label: string
  sections: readonly { href: string; label: string }[]
}

/** Links between the pages of one area. Scrolls sideways where they do not fit. */
export function SectionTabs({ label, sections }: SectionTabsProps) {
  const pathname = usePathname()
  return (
    <nav aria-label={label} className="-mx-4 mb-5 overflow-x-auto border-line border-b px-4 sm:mx-0 sm:px-0">
      <ul className="flex w-max gap-1">
        {sections.map(section => {
          const isHere = pathname === section.href || pathname.startsWith(`${section.href}/`)
          return (
            <li key={section.href}>
              <Link
                href={section.href}
                aria-current={isHere ? 'page' : undefined}
                ref={link => {
                  if (isHere) link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
                }}
                className={clsx(
                  '-outline-offset-2 flex h-10 items-center border-b-2 px-3 font-medium transition-colors',
                  isHere
                    ? 'border-accent-ink text-accent-ink'
                    : 'border-transparent text-muted hover:border-line hover:text-ink',
                )}
              >
                {section.label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
