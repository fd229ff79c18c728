/** True for the error of a file operation on a path where there is nothing. */
export function isMissingFile(error: unknown): boolean {
  return hasCode(error, 'ENOENT')
}

/** True for a system error with this code, such as `EEXIST`. */
export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
