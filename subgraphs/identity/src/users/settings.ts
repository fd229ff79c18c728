import { InvalidInputError, NotFoundError, type Viewer } from '@orion/common'
import { z } from 'zod'
import type { Client, IdentityDatabase } from '../database.ts'
import { holdOwnAccount } from './hold-own-account.ts'

/** What clients keep for a user: any JSON, under names of their own. */
export type Settings = z.infer<typeof settingsShape>

const MAX_BYTES = 16 * 1024
const DEEPEST = 32
const KEY = /^[\w.:-]{1,64}$/
const settingsShape = z.record(z.string(), z.json())

/** A user's settings. */
export async function readSettings(client: Client, userId: string): Promise<Settings> {
  const user = await client.user.findUnique({ where: { id: userId }, select: { settings: true } })
  if (!user) throw new NotFoundError('user', userId)
  return settingsShape.parse(user.settings)
}

/**
 * Changes the viewer's settings: each name that is given replaces its value as a whole, null removes it, others stay.
 * @throws InvalidInputError when it is no object, a name does not fit, or all of it is deeper than 32 levels or larger than
 * 16 KiB; UnauthenticatedError when their session has ended meanwhile.
 */
export async function changeSettings(
  database: IdentityDatabase,
  viewer: Viewer,
  changes: unknown,
  field: string[] = [],
): Promise<Settings> {
  if (isTooDeep(changes, DEEPEST))
    throw new InvalidInputError(`Settings may have ${DEEPEST} levels at most.`, field)
  const parsed = settingsShape.safeParse(changes)
  if (!parsed.success) throw new InvalidInputError('Settings are an object of names and values.', field)
  const unfit = Object.keys(parsed.data).find(key => !KEY.test(key))
  if (unfit !== undefined)
    throw new InvalidInputError(
      `"${unfit.slice(0, 80)}" cannot be a setting's name; use 1 to 64 letters, digits and any of _ . : -`,
      field,
    )
  return database.transaction(async transaction => {
    const user = await holdOwnAccount(transaction, viewer)
    const merged = { ...settingsShape.parse(user.settings), ...parsed.data }
    const settings = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== null))
    const bytes = Buffer.byteLength(JSON.stringify(settings))
    if (bytes > MAX_BYTES)
      throw new InvalidInputError(
        `The settings would take ${bytes} bytes; at most ${MAX_BYTES} are kept.`,
        field,
      )
    await transaction.user.update({ where: { id: user.id }, data: { settings } })
    return settings
  })
}

function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some(inner => isTooDeep(inner, levels - 1))
}
