/** What stands around a word, without the marks that surround those words. */
export interface Neighbours {
  /** The words before, nearest last. */
  readonly before: readonly string[]
  /** The words behind, nearest first. */
  readonly after: readonly string[]
  /** Whether the next word follows without a pause. */
  readonly isFollowed: boolean
}
