import { join } from 'node:path'
import type { NextConfig } from 'next'

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
]

const repository = join(import.meta.dirname, '..')

/** The Content-Security-Policy is not here: it carries a nonce a request, see src/proxy.ts. */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // `npm run check` tells of wrong types; a first start does not wait for it.
  typescript: { ignoreBuildErrors: true },
  // A server with only the packages' files that it loads, which is what runs everywhere: .next/standalone.
  output: 'standalone',
  outputFileTracingRoot: repository,
  turbopack: { root: repository },
  headers: () => Promise.resolve([{ source: '/:path*', headers: securityHeaders }]),
}

export default config
