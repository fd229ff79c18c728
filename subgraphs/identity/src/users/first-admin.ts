import { chmod, writeFile } from 'node:fs/promises'
import type { Identity } from '../identity.ts'
import { generatePassword } from '../passwords/password-rules.ts'
import { insertUser, userColumns } from './create-user.ts'
import { usernameFromEmail } from './username.ts'

/** Shows people something once, outside of the logs. */
export type Announce = (text: string) => void

const printed: Announce = text => process.stdout.write(`\n${text}\n\n`)

/**
 * Makes the first admin when there is no user yet. A password that was not chosen (ORION_ADMIN_PASSWORD) is generated
 * and shown once: on standard output, or, when that may be kept as a log, in the file ORION_FIRST_ADMIN_FILE alone,
 * which only its owner can read.
 * @throws InvalidInputError when the chosen address or password cannot be taken.
 */
export async function createFirstAdmin(identity: Identity, announce = printed): Promise<void> {
  const { ORION_ADMIN_EMAIL, ORION_ADMIN_PASSWORD, ORION_FIRST_ADMIN_FILE } = identity.configuration
  await identity.database.transaction(async transaction => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('orion.identity.first-admin'))`
    if ((await transaction.user.count()) > 0) return
    const password = ORION_ADMIN_PASSWORD ?? generatePassword()
    const { email, username, ...rest } = await userColumns({
      email: ORION_ADMIN_EMAIL,
      username: usernameFromEmail(ORION_ADMIN_EMAIL),
      name: 'Administrator',
      role: 'ADMIN',
      password,
    })
    const act = { action: 'FIRST_ADMIN_CREATED', actorId: null } as const
    await insertUser(transaction, { email, username, ...rest }, act)
    // Told before the transaction ends: an admin whose password nobody has seen would be worse than a password without one.
    if (ORION_FIRST_ADMIN_FILE) {
      await writeFile(ORION_FIRST_ADMIN_FILE, `${JSON.stringify({ email, username, password }, null, 2)}\n`, {
        mode: 0o600,
      })
      await chmod(ORION_FIRST_ADMIN_FILE, 0o600)
    }
    const shown = ORION_FIRST_ADMIN_FILE ? `in ${ORION_FIRST_ADMIN_FILE}` : password
    if (!ORION_ADMIN_PASSWORD)
      announce(
        `The first admin of Orion\n  e-mail    ${email}\n  username  ${username}\n  password  ${shown}`,
      )
  })
}
