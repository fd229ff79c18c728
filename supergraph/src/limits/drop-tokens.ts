import type { DocumentNode, Token } from 'graphql'

/**
 * Lets go of the tokens of a parsed document that no part of it begins or ends with, comments among them: they are linked
 * to each other, and would take as much memory as the document for as long as it is kept.
 */
export function dropTokens(document: DocumentNode): DocumentNode {
  let token: Token | null = document.loc?.startToken ?? null
  while (token) {
    const { next }: Token = token
    Object.assign(token, { prev: null, next: null })
    token = next
  }
  return document
}
