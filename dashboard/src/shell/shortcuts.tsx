'use client'

import { useRouter } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  use,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Dialog } from '#ui/dialog.tsx'
import { DESTINATIONS } from './destinations.ts'

const STORED = 'orion.shortcuts'
const SEQUENCE_MS = 1_200

interface Shortcuts {
  areOn: boolean
  register: (key: string, run: () => void) => () => void
  showHelp: () => void
}

const ShortcutContext = createContext<Shortcuts>({
  areOn: true,
  register: () => () => undefined,
  showHelp: () => undefined,
})

const HELP: readonly [string[], string][] = [
  ...DESTINATIONS.map(({ key, label }): [string[], string] => [['g', key], `Go to ${label}`]),
  [['/'], 'Search on this page'],
  [['n'], 'Open notifications'],
  [['a'], 'Approve what waits for a decision'],
  [['r'], 'Reject what waits for a decision'],
  [['j'], 'Next review'],
  [['k'], 'Previous review'],
  [['?'], 'Show this help'],
]

/** True when a key belongs to a control or a dialog and not to the page. */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat || event.metaKey || event.ctrlKey || event.altKey) return true
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || Boolean(target.closest('input, textarea, select, dialog, [role="menu"]'))
}

/** Listens for single keys and for `g` followed by a page's key. They can be turned off (WCAG 2.1.4). */
export function ShortcutProvider({ children }: { children: ReactNode }) {
  const router = useRouter()
  const [areOn, setOn] = useState(true)
  const [isHelpShown, setHelpShown] = useState(false)
  const actions = useRef(new Map<string, () => void>())
  const goPressedAt = useRef(0)

  useEffect(() => setOn(localStorage.getItem(STORED) !== 'off'), [])

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isTaken(event) || (!areOn && event.key !== '?')) return
    const isSecond = Date.now() - goPressedAt.current < SEQUENCE_MS
    goPressedAt.current = 0
    const destination = isSecond ? DESTINATIONS.find(({ key }) => key === event.key) : undefined
    const action = actions.current.get(event.key)
    if (destination) router.push(destination.href)
    else if (event.key === 'g') goPressedAt.current = Date.now()
    else if (event.key === '?') setHelpShown(true)
    else if (event.key === '/') document.querySelector<HTMLElement>('[data-shortcut="search"]')?.focus()
    else if (action) action()
    else return
    event.preventDefault()
  })

  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  const value = useMemo<Shortcuts>(
    () => ({
      areOn,
      register: (key, run) => {
        actions.current.set(key, run)
        return () => {
          if (actions.current.get(key) === run) actions.current.delete(key)
        }
      },
      showHelp: () => setHelpShown(true),
    }),
    [areOn],
  )

  return (
    <ShortcutContext value={value}>
      {children}
      {isHelpShown && (
        <Dialog title="Keyboard shortcuts" onClose={() => setHelpShown(false)}>
          <dl className="divide-y divide-line">
            {HELP.map(([keys, what]) => (
              <div key={what} className="flex items-center justify-between gap-4 py-2">
                <dt className="text-muted">{what}</dt>
                <dd className="flex gap-1">
                  {keys.map(key => (
                    <Key key={key}>{key}</Key>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <label className="mt-4 flex items-center gap-2.5">
            <input
              type="checkbox"
              checked={areOn}
              onChange={event => {
                setOn(event.target.checked)
                localStorage.setItem(STORED, event.target.checked ? 'on' : 'off')
              }}
              className="size-4 accent-accent"
            />
            Use keyboard shortcuts
          </label>
        </Dialog>
      )}
    </ShortcutContext>
  )
}

/** A key of the keyboard. */
export function Key({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex h-6 min-w-6 items-center justify-center rounded-md border border-line bg-sunken px-1.5 font-medium font-sans text-muted text-xs uppercase">
      {children}
    </kbd>
  )
}

/** Runs `run` when `key` is pressed on the page, while `isActive`. */
export function useShortcut(key: string, run: () => void, isActive = true): void {
  const { register } = use(ShortcutContext)
  const act = useEffectEvent(run)
  useEffect(() => (isActive ? register(key, () => act()) : undefined), [key, isActive, register])
}

/** Opens the list of shortcuts. */
export function useShortcutHelp(): () => void {
  return use(ShortcutContext).showHelp
}
