/** An object of a JSON text. */
export type JsonObject = Record<string, unknown>

/** True for objects, false for lists, null and everything else. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
