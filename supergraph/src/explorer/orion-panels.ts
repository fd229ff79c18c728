import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from '@graphiql/react'
import { type FormEvent, createElement as h, useState } from 'react'
import { EXAMPLES, type Example } from './examples.ts'
import { type Session, signIn, signOut } from './session.ts'

/** A panel to sign in, so that operations run in one's own name. @param onChange called when who is signed in changed */
export function signInPanel(onChange: () => void): GraphiQLPlugin {
  let known: Session | null = null
  const content = () => {
    const { introspect } = useGraphiQLActions()
    const [session, setSession] = useState(known)
    const [problem, setProblem] = useState('')
    const become = (next: Session | null) => {
      known = next
      setSession(next)
      onChange()
      void introspect()
    }
    const submit = async (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      const form = new FormData(event.currentTarget)
      setProblem('')
      try {
        become(await signIn(String(form.get('identifier')), String(form.get('password'))))
      } catch (error) {
        setProblem(error instanceof Error ? error.message : String(error))
      }
    }
    if (session) {
      return h(
        'section',
        { className: 'orion-panel' },
        h('h2', null, `Signed in as ${session.name}`),
        h('p', null, `Operations run with the rights of ${session.role.toLowerCase()}.`),
        h('button', { type: 'button', onClick: () => void signOut().then(() => become(null)) }, 'Sign out'),
      )
    }
    return h(
      'form',
      { className: 'orion-panel', onSubmit: submit },
      h('h2', null, 'Sign in'),
      h(
        'label',
        null,
        'E-mail or username',
        h('input', { name: 'identifier', autoComplete: 'username', required: true }),
      ),
      h(
        'label',
        null,
        'Password',
        h('input', { name: 'password', type: 'password', autoComplete: 'current-password', required: true }),
      ),
      h('button', { type: 'submit' }, 'Sign in'),
      problem ? h('p', { role: 'alert' }, problem) : null,
    )
  }
  return {
    title: 'Sign in',
    icon: () => icon('M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c0-4 3.6-6.5 8-6.5s8 2.5 8 6.5'),
    content,
  }
}

/** A panel with the main jobs as operations; each opens in a tab of its own. */
export const examplesPanel: GraphiQLPlugin = {
  title: 'Examples',
  icon: () => icon('M5 4h14v16H5zM8.5 9h7M8.5 13h7M8.5 17h4'),
  content() {
    const { addTab } = useGraphiQLActions()
    const queryEditor = useGraphiQL(state => state.queryEditor)
    const variableEditor = useGraphiQL(state => state.variableEditor)
    const open = ({ query, variables }: Example) => {
      addTab()
      queryEditor?.setValue(query)
      variableEditor?.setValue(variables ?? '')
    }
    return h(
      'section',
      { className: 'orion-panel' },
      h('h2', null, 'Examples'),
      ...EXAMPLES.map(example =>
        h('button', { key: example.name, type: 'button', onClick: () => open(example) }, example.name),
      ),
    )
  },
}

function icon(path: string) {
  return h(
    'svg',
    { viewBox: '0 0 24 24', fill: 'none', stroke: 'currentColor', strokeWidth: 1.5, 'aria-hidden': true },
    h('path', { d: path }),
  )
}
