import { PasswordField, TextField } from '#ui/text-field.tsx'
import { NEW_PASSWORD_HINT } from './new-password-hint.ts'

interface AccountFieldProps {
  value: string
  onChange: (value: string) => void
  error: string | undefined
}

/** Asks for the username of an account that is new. */
export function UsernameField(props: AccountFieldProps) {
  return (
    <TextField
      label="Username"
      size="large"
      name="username"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={30}
      hint="3 to 30 of a-z, 0-9 and _."
      {...props}
    />
  )
}

/** Asks for the first password of an account. */
export function FirstPasswordField(props: AccountFieldProps) {
  return (
    <PasswordField
      label="Password"
      size="large"
      name="password"
      autoComplete="new-password"
      required
      hint={NEW_PASSWORD_HINT}
      {...props}
    />
  )
}
