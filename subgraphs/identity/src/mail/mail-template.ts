import type { z } from 'zod'
import type { Letter } from './letter.ts'

/** A kind of mail: what it needs to know, as it is `Given` and as it is read, and what it says. */
export interface MailTemplate<Data, Given = Data> {
  data: z.ZodType<Data, Given>
  write(data: Data, pages: Pages): Letter
}

/** Makes addresses of the dashboard's pages. */
export type Pages = (path: string, parameters?: Record<string, string>) => string

/** Declares a kind of mail. */
export const template = <Data, Given>(
  data: z.ZodType<Data, Given>,
  write: MailTemplate<Data, Given>['write'],
): MailTemplate<Data, Given> => ({ data, write })
