import type { Changes } from './describe-changes.ts'

/** Writes changes as text for a terminal, breaking ones first; empty when nothing that clients or subgraphs see changed. */
export function reportChanges(changes: Changes): string {
  const sections: [string, string[]][] = [
    ['Breaking', changes.breaking],
    ['Dangerous', changes.dangerous],
    ['Added', changes.added],
    ['Subgraphs', changes.subgraphs],
  ]
  return sections
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title}:\n${lines.map(line => `  ${line}`).join('\n')}`)
    .join('\n')
}
