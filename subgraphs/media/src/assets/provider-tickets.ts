import type { Media } from '../media.ts'
import type { ImageTicket } from '../providers/image-provider.ts'
import type { AssetRow } from './asset-row.ts'

/**
 * The memory of the job a provider accepted for a picture, kept in its row: after a crash the provider is asked for what was
 * paid for already.
 */
export function ticketsOf(
  { database }: Media,
  { id, claim, ...asset }: AssetRow,
): (provider: string) => ImageTicket {
  let held =
    asset.ticketProvider && asset.ticketJob ? { provider: asset.ticketProvider, job: asset.ticketJob } : null
  const save = async (provider: string | null, job: string | null): Promise<void> => {
    held = provider && job ? { provider, job } : null
    await database.client.mediaAsset.updateMany({
      where: { id, claim },
      data: { ticketProvider: provider, ticketJob: job },
    })
  }
  return provider => ({
    get accepted() {
      return held?.provider === provider ? held.job : null
    },
    keep: job => save(provider, job),
    drop: () => save(null, null),
  })
}
