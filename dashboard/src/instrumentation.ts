/** Next.js calls this once when the server starts, before the first request. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { tellPeerAddresses } = await import('./session/peer-address.ts')
  tellPeerAddresses()
}
