/** Larger than any form of the dashboard. */
const FORM_BYTES = 16 * 1024

/** Reads a body no further than to a limit, whatever length it claims. @returns null when it is larger */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return null
  const pieces: Uint8Array[] = []
  let size = 0
  const reader = request.body?.getReader()
  for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
    size += piece.value.byteLength
    if (size > maxBytes) {
      await reader?.cancel()
      return null
    }
    pieces.push(piece.value)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.byteLength
  }
  return bytes
}

/** Reads the JSON of a form; null when it is none, or larger than 16 KiB. */
export async function readForm(request: Request): Promise<unknown> {
  try {
    const bytes = await readBytes(request, FORM_BYTES)
    return bytes && JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
