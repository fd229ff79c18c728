import Link from 'next/link'
import { buttonClasses } from '#ui/button.tsx'
import { Panel } from '#ui/panel.tsx'

/** In the place of the password, for who came by a provider and has none yet. */
export function FirstPasswordPanel() {
  return (
    <Panel title="Password">
      <p className="text-muted">
        You came by a provider. With a username and a password of your own you can also sign in without it,
        and change what takes a password.
      </p>
      <Link
        href="/welcome?next=%2Fsettings%2Fsecurity"
        className={`${buttonClasses({ variant: 'primary' })} mt-3`}
      >
        Choose username and password
      </Link>
    </Panel>
  )
}
