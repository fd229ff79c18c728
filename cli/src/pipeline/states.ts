import type { GraphQLApi } from '../api/graphql.ts'
import { outcomeOf } from './outcome.ts'
import { isPassing } from './passing.ts'
import { readActive, readSnapshot, type Snapshot } from './snapshot.ts'

/** Reads where the watched contents stand, and bears that the gateway is away for a while. */
export class States {
  private readonly api: GraphQLApi
  private readonly contentId: string | null
  private known: readonly Snapshot[] | undefined

  /** @param contentId null for all of the viewer's contents */
  constructor(api: GraphQLApi, contentId: string | null) {
    this.api = api
    this.contentId = contentId
  }

  /** The states; null when they cannot be read now but could before. */
  async read(): Promise<readonly Snapshot[] | null> {
    try {
      this.known =
        this.contentId === null ? await this.readAll() : [await readSnapshot(this.api, this.contentId)]
      return this.known
    } catch (error) {
      if (this.known && isPassing(error)) return null
      throw error
    }
  }

  /** Contents that came to their end during the watch stay in sight. */
  private async readAll(): Promise<Snapshot[]> {
    const active = await readActive(this.api)
    const ids = new Set(active.map(({ content }) => content.id))
    const gone = (this.known ?? []).filter(({ content }) => !ids.has(content.id))
    const ended = await Promise.all(
      gone.map(async state => (hasEnded(state) ? state : await readSnapshot(this.api, state.content.id))),
    )
    return [...active, ...ended]
  }
}

function hasEnded(state: Snapshot): boolean {
  const end = outcomeOf(state)
  return end !== null && end.outcome !== 'review'
}
