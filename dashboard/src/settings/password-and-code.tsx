'use client'

import type { AccountFragment } from '#generated/graphql.ts'
import type { FormProblems } from '#ui/form-problems.ts'
import { OwnPasswordField } from '#ui/own-password-field.tsx'
import { TextField } from '#ui/text-field.tsx'

/** What it takes to change a second factor. */
export interface PasswordAndCode {
  password: string
  code: string
}

export const NO_PASSWORD_AND_CODE: PasswordAndCode = { password: '', code: '' }

interface PasswordAndCodeFieldsProps {
  account: AccountFragment
  value: PasswordAndCode
  onChange: (value: PasswordAndCode) => void
  problems: FormProblems
}

/** Asks for the password and a code of the app. */
export function PasswordAndCodeFields({ account, value, onChange, problems }: PasswordAndCodeFieldsProps) {
  return (
    <>
      <input type="text" hidden readOnly autoComplete="username" value={account.username} />
      <OwnPasswordField
        value={value.password}
        onChange={password => onChange({ ...value, password })}
        error={problems.fields.password}
      />
      <TextField
        label="Code"
        hint="The six digits that the app shows now, or a recovery code."
        autoComplete="one-time-code"
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={64}
        value={value.code}
        onChange={code => onChange({ ...value, code })}
        error={problems.fields.code}
      />
    </>
  )
}
