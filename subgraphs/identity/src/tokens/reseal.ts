import { describeError } from '@orion/common'
import { Prisma } from '../generated/prisma/client.ts'
import type { Identity } from '../identity.ts'
import { mailPurpose } from '../mail/send-mail.ts'
import { tokensPurpose } from '../oauth/linked-accounts.ts'
import { totpPurpose } from '../second-factor/check-second-factor.ts'
import { webhookPurpose } from '../webhooks/webhook-secrets.ts'
import { SealBrokenError } from './sealing.ts'
import { signingKeyPurpose } from './signing-keys.ts'

/** A column of sealed texts, and what each is bound to. */
interface Place {
  table: string
  id: string
  column: string
  /** SQL of what of the row its purpose is made from. */
  about: string
  purpose(about: string): string
}

const places: readonly Place[] = [
  {
    table: 'signing_keys',
    id: 'kid',
    column: 'sealed_private_key',
    about: 'kid',
    purpose: signingKeyPurpose,
  },
  { table: 'users', id: 'id', column: 'totp_secret', about: 'id', purpose: totpPurpose },
  { table: 'webhooks', id: 'id', column: 'sealed_secret', about: 'id', purpose: webhookPurpose },
  { table: 'webhooks', id: 'id', column: 'sealed_previous_secret', about: 'id', purpose: webhookPurpose },
  {
    table: 'linked_accounts',
    id: 'id',
    column: 'sealed_tokens',
    about: `provider || ' account ' || subject`,
    purpose: tokensPurpose,
  },
  { table: 'mails', id: 'id', column: 'sealed_data', about: 'id', purpose: mailPurpose },
]

const BATCH = 500

/** What came of sealing anew. */
export interface Resealed {
  /** Texts that are sealed with the first key now. */
  done: number
  /** Texts whose key is not configured any more. */
  lost: number
}

/**
 * Seals everything in the database with the first key that another one sealed, so that the other can be taken out of the
 * configuration. What changes at the same moment is left alone: who changes it seals it with the first key.
 */
export async function reseal(identity: Pick<Identity, 'database' | 'sealer' | 'log'>): Promise<Resealed> {
  const total: Resealed = { done: 0, lost: 0 }
  for (const place of places) {
    let after = ''
    for (;;) {
      const rows = await sealedByOthers(identity, place, after)
      for (const row of rows) total[await resealOne(identity, place, row)] += 1
      const last = rows.at(-1)
      if (!last) break
      after = last.id
    }
  }
  return total
}

interface SealedRow {
  id: string
  about: string
  sealed: string
}

function sealedByOthers(
  { database, sealer }: Pick<Identity, 'database' | 'sealer'>,
  { table, id, column, about }: Place,
  after: string,
): Promise<SealedRow[]> {
  const [from, key, text, what] = [table, `${id}::text`, column, `(${about})::text`].map(Prisma.raw)
  return database.client.$queryRaw`
    SELECT ${key} AS id, ${what} AS about, ${text} AS sealed FROM ${from}
    WHERE NOT starts_with(${text}, ${sealer.currentPrefix}) AND ${key} > ${after}
    ORDER BY ${key} LIMIT ${BATCH}`
}

async function resealOne(
  { database, sealer, log }: Pick<Identity, 'database' | 'sealer' | 'log'>,
  { table, id, column, purpose }: Place,
  row: SealedRow,
): Promise<keyof Resealed> {
  try {
    const resealed = sealer.seal(sealer.open(row.sealed, purpose(row.about)), purpose(row.about))
    const [into, key, text] = [table, `${id}::text`, column].map(Prisma.raw)
    await database.client.$executeRaw`
      UPDATE ${into} SET ${text} = ${resealed} WHERE ${key} = ${row.id} AND ${text} = ${row.sealed}`
    return 'done'
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error
    log.warn({ table, id: row.id, error: describeError(error) }, 'a secret cannot be sealed anew')
    return 'lost'
  }
}
