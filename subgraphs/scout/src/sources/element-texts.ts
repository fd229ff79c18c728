import type FeedParser from 'feedparser'
import { z } from 'zod'

/** Elements as the parser leaves them: its text under `#`, the elements inside under their names; a list where there are several. */
const element = z.record(z.string(), z.unknown())
const text = z.object({ '#': z.string() })

/**
 * The texts of the elements of that name in an item, also of those inside a `media:group`, as written. For what the parser has no
 * field of its own for. Names are in lower case.
 */
export function elementTexts(item: FeedParser.Item, name: string): string[] {
  const fields = element.safeParse(item).data ?? {}
  const groups = listOf(fields['media:group']).map(group => element.safeParse(group).data ?? {})
  return [fields, ...groups]
    .flatMap(holder => listOf(holder[name]))
    .flatMap(found => text.safeParse(found).data?.['#'] ?? [])
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value]
}
