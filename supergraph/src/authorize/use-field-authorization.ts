import type { DocumentNode } from 'graphql'
import type { GraphQLContext } from '../graphql/context.ts'
import type { GatewayPlugin } from '../plugin.ts'
import { createDocumentMemory } from '../schema/document-memory.ts'
import type { DeniedFields } from './denied-fields.ts'
import { denyFields } from './deny-fields.ts'

/**
 * Enforces `@authenticated` and `@requiresScopes` of the supergraph, field by field and before anything is planned:
 * denied fields are not fetched, and are null in the answer with an error each.
 */
export function useFieldAuthorization(): GatewayPlugin {
  const known = createDocumentMemory<DeniedFields>()
  const deniedIn = (document: DocumentNode, { caller, supergraph }: GraphQLContext): DeniedFields => {
    const rights = caller.viewer
    const byRights = known(supergraph, document)
    const key = rights ? rights.scopes.join(' ') : '-'
    let denied = byRights.get(key)
    if (!denied) {
      denied = denyFields(document, supergraph.schema, supergraph.rules, rights)
      byRights.set(key, denied)
    }
    return denied
  }
  const deny = ({ args }: { args: { document: DocumentNode; contextValue: GraphQLContext } }) => {
    const { rules } = args.contextValue.supergraph
    if (rules.types.size === 0 && rules.fields.size === 0) return
    args.contextValue.denied = deniedIn(args.document, args.contextValue)
  }
  return { graphql: { onExecute: deny, onSubscribe: deny } }
}
