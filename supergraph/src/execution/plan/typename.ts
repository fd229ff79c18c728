import { type FieldNode, Kind } from 'graphql'

/** The field `__typename` as it stands in an operation. */
export const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }
