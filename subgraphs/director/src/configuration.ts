import { list, Money } from '@orion/common'
import { z } from 'zod'

const price = z
  .string()
  .regex(/^\d+(\.\d+)?$/, 'must be an amount such as 0.15')
  .default('0')
  .transform(amount => new Money(amount))

/** The writers by the names under which they are configured. */
export const writerNames = ['extractive', 'openai', 'ollama'] as const

/** What the director needs to know besides what every service does. */
export const directorConfiguration = z.object({
  DIRECTOR_WRITERS: list(['extractive'])
    .pipe(z.array(z.enum(writerNames)).min(1))
    .describe(
      'Who writes scripts, comma-separated, tried in this order: openai (any server that speaks its protocol), ollama, extractive (embedded, no key).',
    ),
  DIRECTOR_OPENAI_URL: z
    .url()
    .default('https://api.openai.com/v1')
    .describe('Address of the OpenAI-compatible server, up to and with the version.'),
  DIRECTOR_OPENAI_MODEL: z.string().default('gpt-4o-mini').describe('Model to ask there.'),
  DIRECTOR_OPENAI_API_KEY: z
    .string()
    .optional()
    .describe('Key for that server; servers of your own mostly want none.'),
  DIRECTOR_OPENAI_INPUT_PRICE: price.describe('US dollars for a million tokens sent to that model.'),
  DIRECTOR_OPENAI_OUTPUT_PRICE: price.describe('US dollars for a million tokens that model answers.'),
  DIRECTOR_OLLAMA_URL: z.url().default('http://127.0.0.1:11434').describe('Address of Ollama.'),
  DIRECTOR_OLLAMA_MODEL: z.string().default('llama3.1:8b').describe('Model to ask there.'),
  DIRECTOR_LLM_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(100)
    .max(600_000)
    .default(90_000)
    .describe('How long one call of a language model may take.'),
  DIRECTOR_LLM_ATTEMPTS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .default(3)
    .describe('How often a call that failed for a passing reason is tried.'),
})
export type DirectorConfiguration = z.infer<typeof directorConfiguration>
