import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { parse } from 'yaml'
import { published, system } from '../shared-system.ts'

/** The questions of the alerts and of the dashboard for Grafana, as Prometheus gets them. */
async function questions(): Promise<string[]> {
  const alerts = parse(await readFile('deploy/prometheus/alerts.yml', 'utf8'))
  const board = JSON.parse(await readFile('deploy/grafana/dashboards/orion.json', 'utf8'))
  return [
    ...alerts.groups.flatMap((group: { rules: { expr: string }[] }) => group.rules.map(({ expr }) => expr)),
    ...board.panels.flatMap((panel: { targets?: { expr: string }[] }) =>
      (panel.targets ?? []).map(({ expr }) => expr),
    ),
  ]
}

/** Names of metrics with the labels of their measurements; null of what has not happened yet. */
type Measured = Map<string, Set<string> | null>

/** Adds what one page of metrics tells. */
function read(page: string, measured: Measured): void {
  for (const [, name = '', type] of page.matchAll(/^# TYPE (\w+) (\w+)$/gm)) {
    for (const part of type === 'histogram' ? ['_bucket', '_sum', '_count'] : [''])
      if (!measured.has(name + part)) measured.set(name + part, null)
  }
  for (const [, name = '', labels = ''] of page.matchAll(/^(\w+)(?:\{(.*)\})? \S+$/gm)) {
    const known = measured.get(name) ?? new Set()
    measured.set(name, known)
    for (const [, label = ''] of labels.matchAll(/(\w+)="/g)) known.add(label)
  }
}

async function measuredByAll(): Promise<Measured> {
  const measured: Measured = new Map()
  for (const { url } of system.processes.values()) {
    const answer = await fetch(`${url}/metrics`)
    if (answer.headers.get('content-type')?.startsWith('text/plain')) read(await answer.text(), measured)
  }
  return measured
}

/** Metrics that are asked for, each with the labels it is asked by. */
async function asked(): Promise<{ name: string; labels: string[] }[]> {
  return (await questions()).flatMap(question =>
    [...question.matchAll(/\b(up|(?:orion|nodejs|process)_\w+)(?:\{([^}]*)\})?/g)].map(
      ([, name = '', labels = '']) => ({
        name,
        labels: [...labels.matchAll(/(\w+)(?:=|!=|=~|!~)"/g)].map(([, label = '']) => label),
      }),
    ),
  )
}

it('what the alerts and the dashboard of Grafana ask for is measured', async () => {
  await published
  const measured = await measuredByAll()
  // These are Prometheus' own labels: it renames those of what it scrapes.
  const labels = [...measured.values()].flatMap(known => [...(known ?? [])])
  expect(labels.filter(label => ['job', 'instance'].includes(label))).toEqual([])
  // What Prometheus itself tells of each address.
  measured.set('up', new Set(['job']))

  const questions = await asked()
  expect(questions.length).toBeGreaterThan(30)
  for (const { name, labels } of questions) {
    expect([...measured.keys()], name).toContain(name)
    const known = measured.get(name)
    if (known) expect([...known], name).toEqual(expect.arrayContaining(labels))
  }
})
