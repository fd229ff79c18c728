/** What keeps a cache from more than it would do by itself; said by one answer, it holds for what is made of all. */
const STRICT = ['no-cache', 'must-revalidate', 'proxy-revalidate', 'no-transform'] as const

/**
 * The `Cache-Control` (RFC 9111, section 5.2) of an answer that was made of several: what the strictest of them allows.
 * One that says nothing allows nothing.
 */
export function strictestCacheControl(all: readonly string[]): string {
  const policies = all.map(parse)
  if (policies.some(policy => policy.size === 0 || policy.has('no-store'))) return 'no-store'
  const inAny = (name: string) => policies.some(policy => policy.has(name))
  const shortest = (lifetime: (policy: Policy) => number | undefined) =>
    Math.min(...policies.map(policy => lifetime(policy) ?? 0))

  const directives: string[] = STRICT.filter(inAny)
  if (inAny('private')) directives.push('private')
  else if (policies.every(policy => policy.has('public'))) directives.push('public')
  directives.push(`max-age=${shortest(policy => secondsOf(policy, 'max-age'))}`)
  if (inAny('s-maxage') && !inAny('private')) {
    const shared = shortest(policy => secondsOf(policy, 's-maxage') ?? secondsOf(policy, 'max-age'))
    directives.push(`s-maxage=${shared}`)
  }
  return directives.join(', ')
}

/** Directives with their arguments. */
type Policy = ReadonlyMap<string, string>

function parse(header: string): Policy {
  const directives = header.split(',').flatMap((directive): [string, string][] => {
    const [name = '', argument = ''] = directive.split('=')
    return name.trim() === '' ? [] : [[name.trim().toLowerCase(), argument.trim()]]
  })
  return new Map(directives)
}

function secondsOf(policy: Policy, name: string): number | undefined {
  const argument = policy.get(name)
  if (argument === undefined) return undefined
  return /^"?\d+"?$/.test(argument) ? Number(argument.replaceAll('"', '')) : 0
}
