import type { Trend } from '../generated/prisma/client.ts'

/** A trend as it is stored. */
export type TrendRow = Trend
