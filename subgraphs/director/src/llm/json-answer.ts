import type { z } from 'zod'

/** What a text held: a value of the wanted shape, or a complaint that the model can be shown. */
export type ReadAnswer<Value> = { value: Value } | { complaint: string }

/**
 * Reads a JSON object out of a model's answer: reasoning in <think> tags, code fences and words around the object are
 * left aside. The value must fit the schema.
 */
export function readJsonAnswer<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): ReadAnswer<z.infer<Schema>> {
  const bare = text
    .replace(/<think(?:ing)?>[\s\S]*?<\/think(?:ing)?>/gi, '')
    .replace(/^[\s\S]*<\/think(?:ing)?>/i, '')
    .replace(/```(?:json)?/gi, '')
  const [start, end] = [bare.indexOf('{'), bare.lastIndexOf('}')]
  if (start < 0 || end < start) return { complaint: 'there was no JSON object in the answer' }
  let value: unknown
  try {
    value = JSON.parse(bare.slice(start, end + 1))
  } catch (error) {
    return {
      complaint: `the JSON object could not be read (${error instanceof Error ? error.message : String(error)})`,
    }
  }
  const parsed = schema.safeParse(value)
  return parsed.success ? { value: parsed.data } : { complaint: complaintOf(parsed.error) }
}

function complaintOf(error: z.ZodError): string {
  return error.issues
    .slice(0, 6)
    .map(issue => `${issue.path.join('.') || 'the object'}: ${issue.message}`)
    .join('; ')
}
