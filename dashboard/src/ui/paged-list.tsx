'use client'

import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { CombinedError } from 'urql'
import { Button } from './button.tsx'
import { Card } from './card.tsx'
import { FailureState, PartFailure } from './failure-state.tsx'
import { SkeletonRows } from './skeleton.tsx'

interface PagedListProps<Item> {
  /** What the list holds, such as `Users`; read aloud. */
  label: string
  /** What was read so far; nothing while that is not known. */
  connection:
    | { nodes: readonly Item[]; pageInfo: { hasNextPage: boolean; endCursor?: string | null } }
    | null
    | undefined
  error: CombinedError | undefined
  isFetching: boolean
  /** Reads the list again after a failure. */
  onRetry: () => void
  /** Reads on from a cursor. */
  onMore: (after: string | null) => void
  /** In the place of the list when it has nothing. */
  empty: ReactNode
  /** Above the items, when there are any. */
  head?: ReactNode
  /** False lets the items bring their own distances instead of lines between them. */
  hasLines?: boolean
  children: (item: Item) => ReactNode
}

/** A list that grows page by page, with all that it may be instead: not known yet, empty, failed. */
export function PagedList<Item extends { id: string }>(props: PagedListProps<Item>) {
  const {
    label,
    connection,
    error,
    isFetching,
    onRetry,
    onMore,
    empty,
    head,
    hasLines = true,
    children,
  } = props
  if (!connection) {
    return (
      <Card>{error ? <FailureState error={error} onRetry={onRetry} /> : <SkeletonRows count={6} />}</Card>
    )
  }
  return (
    <>
      {error && (
        <div className="mb-3">
          <PartFailure what={`Some of the ${label.toLowerCase()}`} error={error} onRetry={onRetry} />
        </div>
      )}
      <Card>
        {connection.nodes.length === 0 && !isFetching ? (
          empty
        ) : (
          <>
            {head}
            <ul
              aria-label={label}
              aria-busy={isFetching}
              className={clsx(hasLines ? 'divide-y divide-line' : 'space-y-0.5 p-1.5')}
            >
              {connection.nodes.map(item => (
                <li key={item.id}>{children(item)}</li>
              ))}
            </ul>
          </>
        )}
      </Card>
      {connection.pageInfo.hasNextPage && (
        <div className="mt-4 flex justify-center">
          <Button isBusy={isFetching} onClick={() => onMore(connection.pageInfo.endCursor ?? null)}>
            Load more
          </Button>
        </div>
      )}
    </>
  )
}
