import type { Role } from '#generated/graphql.ts'
import { ROLE } from '#pipeline/names.ts'
import { ChoiceCards } from '#ui/form-field.tsx'

const CHOICES: readonly { value: Role; label: string; hint: string }[] = [
  { value: 'VIEWER', label: ROLE.VIEWER, hint: 'Reads.' },
  { value: 'EDITOR', label: ROLE.EDITOR, hint: 'Also makes, reviews and publishes.' },
  { value: 'ADMIN', label: ROLE.ADMIN, hint: 'Everything, users included.' },
]

/** What a user may do, as a choice. */
export function RoleChoice({ value, onChange }: { value: Role; onChange: (role: Role) => void }) {
  return (
    <ChoiceCards
      legend="Role"
      name="role"
      value={value}
      choices={CHOICES}
      onChange={onChange}
      className="sm:grid-cols-3"
    />
  )
}
