import { z } from 'zod'

const uuid = z.uuid()

/** Whether a text from outside can be the id of a row; the database refuses to compare anything else with one. */
export const isUuid = (id: string): boolean => uuid.safeParse(id).success
