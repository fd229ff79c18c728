import { expect, it } from 'vitest'
import { publicAddresses } from '../scripts/system/public-addresses.ts'

const local = { gateway: 'http://127.0.0.1:8000', dashboard: 'http://127.0.0.1:3001' }

it('browsers reach a system where its processes listen', () => {
  expect(publicAddresses({}, local)).toEqual({
    ORION_PUBLIC_URL: 'http://127.0.0.1:8000',
    ORION_DASHBOARD_URL: 'http://127.0.0.1:3001',
    ORION_ALLOWED_ORIGINS: 'http://127.0.0.1:3001,http://localhost:3001',
  })
})

it('behind a reverse proxy they reach it where the environment says, and links in mails lead there', () => {
  const given = { ORION_PUBLIC_URL: 'https://api.example', ORION_DASHBOARD_URL: 'https://orion.example/' }
  expect(publicAddresses(given, local)).toEqual({
    ...given,
    ORION_ALLOWED_ORIGINS: 'https://orion.example,http://127.0.0.1:3001,http://localhost:3001',
  })
  const named = { ...given, ORION_ALLOWED_ORIGINS: 'https://other.example' }
  expect(publicAddresses(named, local)).toEqual(named)
})
