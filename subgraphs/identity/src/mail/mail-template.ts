import type { z } from 'zod'
import type { Letter } from './letter.ts'

/** A kind of mail: what it needs to know, and what it says. */
export interface MailTemplate<Data> {
  data: z.ZodType<Data>
  write(data: Data, pages: Pages): Letter
}

/** Makes addresses of the dashboard's pages. */
export type Pages = (path: string, parameters?: Record<string, string>) => string

/** Declares a kind of mail. */
export const template = <Data>(
  data: z.ZodType<Data>,
  write: MailTemplate<Data>['write'],
): MailTemplate<Data> => ({ data, write })
