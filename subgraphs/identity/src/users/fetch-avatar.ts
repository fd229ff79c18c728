import { type AnyJob, defineJob, defineJobType, InvalidInputError } from '@orion/common'
import { isListedHost } from '@orion/common/web/address-policy'
import { guardedFetch } from '@orion/common/web/guarded-fetch'
import { WebError } from '@orion/common/web/web-error'
import { z } from 'zod'
import type { Transaction } from '../database.ts'
import type { Identity } from '../identity.ts'
import { keepAvatar } from './avatar.ts'
import { holdUser } from './hold-own-account.ts'
import { squarePicture } from './square-picture.ts'

const MOST_CHARACTERS = 2048
const LIMITS = { timeoutMs: 8000, maxBytes: 8 * 1024 * 1024, maxRedirects: 3 }

/**
 * Fetches a picture once and answers it squared. Pages never load it from there: its host would learn who looks at which
 * page.
 * @throws InvalidInputError when the address is not https, leads into a network, or to no picture.
 */
export async function fetchPicture(
  { configuration }: Pick<Identity, 'configuration'>,
  address: string,
  field?: string[],
): Promise<Buffer> {
  const privateHosts = configuration.IDENTITY_AVATAR_ALLOW_PRIVATE_HOSTS
  const shown = address.slice(0, 200)
  const url = address.length <= MOST_CHARACTERS && URL.canParse(address) ? new URL(address) : null
  if (!url || url.username || url.password || (url.protocol !== 'https:' && !isListedHost(url, privateHosts)))
    throw new InvalidInputError(
      `"${shown}" cannot be a picture's address; give one that starts with https://.`,
      field,
    )
  try {
    const { status, body, complete } = await guardedFetch(url.href, { ...LIMITS, privateHosts })
    if (status !== 200 || !complete) throw new InvalidInputError(`"${shown}" leads to no picture.`, field)
    return await squarePicture(body, field)
  } catch (error) {
    // Whether a host is there, and what it answered, is nobody's business who only gives its address.
    if (error instanceof WebError) throw new InvalidInputError(`"${shown}" leads to no picture.`, field)
    throw error
  }
}

const adoptPictureJob = defineJobType({
  name: 'adopt-picture',
  data: z.object({ userId: z.uuid(), address: z.string() }),
  attempts: 2,
})

/** Gives a user who has no picture the one of a provider's account, later. */
export async function adoptPictureLater(
  { jobs }: Pick<Identity, 'jobs'>,
  transaction: Transaction,
  userId: string,
  address: string | null,
): Promise<void> {
  if (address) await jobs.enqueue(transaction, adoptPictureJob, { userId, address })
}

/** Fetches the pictures that are to be adopted. One that cannot be had is let go of. */
export function createAdoptPictureJob(identity: Identity): AnyJob {
  const hasNone = async (id: string) =>
    (await identity.database.client.user.count({ where: { id, avatarKey: null } })) > 0
  return defineJob({
    type: adoptPictureJob,
    async run({ data: { userId, address } }) {
      if (!(await hasNone(userId))) return
      const square = await fetchPicture(identity, address)
      // Somebody may have uploaded one in the meantime.
      if (!(await hasNone(userId))) return
      await keepAvatar(identity, userId, square, async transaction => {
        await holdUser(transaction, userId)
        return transaction.user.findUniqueOrThrow({ where: { id: userId } })
      })
    },
    async failed({ data: { userId } }) {
      identity.log.info({ userId }, 'the picture of a linked account could not be had')
    },
  })
}
