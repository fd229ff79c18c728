import { z } from 'zod'

/** What publisher needs to know besides what every service does. */
export const publisherConfiguration = z.object({
  PUBLISHER_POST_TIMEOUT_MS: z.coerce
    .number()
    .int()
    .min(1000)
    .default(120_000)
    .describe('Time one post may take; after it the platform is asked whether it has the post.'),
  PUBLISHER_SETTLE_AFTER_MS: z.coerce
    .number()
    .int()
    .min(10)
    .default(15_000)
    .describe(
      'Time after which the platform is asked about a post of which it cannot be told whether it was taken.',
    ),
})
export type PublisherConfiguration = z.infer<typeof publisherConfiguration>
