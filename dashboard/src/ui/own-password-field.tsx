import { PasswordField } from './text-field.tsx'

interface OwnPasswordFieldProps {
  value: string
  onChange: (password: string) => void
  /** What is wrong with it. */
  error: string | undefined
  /** Where the keyboard begins in a dialog. */
  'data-first'?: boolean
}

/** The password of who is signed in, shown once more for what changes who gets in. */
export function OwnPasswordField(props: OwnPasswordFieldProps) {
  return <PasswordField label="Your password" autoComplete="current-password" required {...props} />
}
