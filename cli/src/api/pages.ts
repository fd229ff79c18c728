/** One page of a connection, as every list of the API is. */
export interface Page<Node> {
  nodes: Node[]
  pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

/** The largest page the API gives. */
const largestPage = 100

/**
 * Reads a list page by page, until there are `limit` items or no more.
 *
 * @returns the items, and whether there are more behind them
 */
export async function readPages<Node>(
  limit: number,
  readPage: (first: number, after: string | null) => Promise<Page<Node>>,
): Promise<{ items: Node[]; hasMore: boolean }> {
  const items: Node[] = []
  let after: string | null = null
  for (;;) {
    const page: Page<Node> = await readPage(Math.min(largestPage, limit - items.length), after)
    items.push(...page.nodes)
    after = page.pageInfo.endCursor
    const { hasNextPage } = page.pageInfo
    if (!hasNextPage || items.length >= limit || page.nodes.length === 0)
      return { items: items.slice(0, limit), hasMore: hasNextPage }
  }
}
