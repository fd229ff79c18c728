import { KeyRound } from 'lucide-react'
import { ProviderButtons } from '#entry/provider-buttons.tsx'
import { Said } from '#entry/said.tsx'
import { LaterButton } from './later-button.tsx'
import type { WelcomeProps } from './welcome.tsx'

/** In the place of the form when the last sign-in is too long ago for a first password. */
export function SignInAgain({ next, providers }: WelcomeProps) {
  return (
    <>
      <Said icon={KeyRound} tone="bad" title="Sign in once more">
        A first password can be chosen within ten minutes of a sign-in, so that nobody else can choose yours.
      </Said>
      <ProviderButtons providers={providers} next={`/welcome?next=${encodeURIComponent(next)}`} />
      <div className="mt-3">
        <LaterButton next={next} />
      </div>
    </>
  )
}
