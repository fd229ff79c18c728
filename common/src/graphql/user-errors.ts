import { refusedText } from '../database/refused-text.ts'
import { OrionError } from '../errors.ts'

/** Something in the input that the user can mend, as in the schema. */
export interface UserError {
  field: string[] | null
  message: string
  code: string
}

/**
 * Runs a mutation and answers its payload; an error the user can mend becomes a `userErrors` entry beside `empty`, everything
 * else is thrown. `UNAUTHENTICATED` and `FORBIDDEN` stay GraphQL errors.
 */
export async function mutationPayload<Payload extends object, Empty extends object>(
  empty: Empty,
  work: () => Promise<Payload>,
): Promise<(Payload | Empty) & { userErrors: UserError[] }> {
  try {
    return { ...(await work()), userErrors: [] }
  } catch (thrown) {
    const error = refusedText(thrown) ?? thrown
    if (!(error instanceof OrionError) || error.status >= 500 || error.status === 401 || error.status === 403)
      throw error
    const field = error.details?.field
    return {
      ...empty,
      userErrors: [
        { field: Array.isArray(field) ? field.map(String) : null, message: error.message, code: error.code },
      ],
    }
  }
}
