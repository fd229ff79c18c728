import { Unlink } from 'lucide-react'
import { ToSignIn } from './links.tsx'
import { Said } from './said.tsx'

/** In the place of a form whose link leads nowhere. */
export function DeadLink({ children }: { children: string }) {
  return (
    <>
      <Said icon={Unlink} tone="bad" title="This link does not work">
        {children}
      </Said>
      <ToSignIn />
    </>
  )
}
