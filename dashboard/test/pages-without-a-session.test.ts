import { NextRequest } from 'next/server'
import { expect, test, vi } from 'vitest'
import { proxy } from '#proxy.ts'
import { redirectTarget } from '#session/redirect-target.ts'

const visit = (path: string, cookie = '') =>
  proxy(new NextRequest(`http://localhost:3001${path}`, { headers: cookie ? { cookie } : {} }))

const leadsTo = (path: string, cookie?: string) =>
  visit(path, cookie).headers.get('location')?.replace('http://localhost:3001', '') ?? null

test('a page leads to the sign-in, which knows where to go back to', () => {
  expect(leadsTo('/contents/7?tab=1')).toBe('/sign-in?next=%2Fcontents%2F7%3Ftab%3D1')
  expect(leadsTo('/')).toBe('/sign-in')
  expect(leadsTo('/sign-in')).toBeNull()
  expect(leadsTo('/contents', 'orion_session=1')).toBeNull()
})

test('every page has a policy of its own that lets in no foreign script', () => {
  const policies = [visit('/sign-in'), visit('/sign-in')].map(
    page => page.headers.get('content-security-policy') ?? '',
  )
  expect(policies[0]).not.toBe(policies[1])
  expect(policies[0]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/)
  expect(policies[0]).toContain("frame-ancestors 'none'")
})

test('browsers are told to come over https alone where that is how they come', () => {
  const told = () => ['/', '/sign-in'].map(path => visit(path).headers.get('strict-transport-security'))
  expect(told()).toEqual([null, null])
  vi.stubEnv('ORION_DASHBOARD_URL', 'https://orion.example')
  expect(told()).toEqual(['max-age=31536000', 'max-age=31536000'])
})

test.each(['/', '/trends', '/contents/4f?status=REVIEW&search=a%20b#scenes'])(
  '%s is a page to go back to',
  page => {
    expect(redirectTarget(page)).toBe(page)
  },
)

test.each([
  undefined,
  null,
  '',
  'trends',
  'https://elsewhere.example/',
  '//elsewhere.example',
  '///elsewhere.example',
  '/\\elsewhere.example',
  '/\t/elsewhere.example',
  '/a\n/elsewhere.example',
  '/..//elsewhere.example',
  '/./%2e/../..//elsewhere.example',
  'javascript:alert(1)',
  '/sign-in?next=/sign-in',
  '/api/session/sign-out',
  '/files/contents/1',
])('%j is no page to go back to', asked => {
  expect(redirectTarget(asked)).toBe('/')
})
