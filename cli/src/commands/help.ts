import { type Cli, Command, type Definition } from 'clipanion'
import type { OrionContext } from '../context.ts'
import { exitCodeMeanings } from '../exit-codes.ts'
import { type Painter, painterFor } from '../output/paint.ts'
import { terminalOf } from '../output/terminal.ts'
import { version } from '../version.ts'

type Program = Pick<Cli<OrionContext>, 'definitions'>

/** `orion`, `orion --help`: what there is, and what holds for all of it. */
export class HelpCommand extends Command<OrionContext> {
  static override paths = [['--help'], ['-h'], ['help'], Command.Default]

  async execute(): Promise<void> {
    const paint = painterFor(terminalOf(this.context.stdout, this.context.env).hasColour)
    const title = (text: string) => paint(text, 'bold')
    const groups = new Map<string, Definition[]>()
    for (const definition of this.cli.definitions()) {
      const name = definition.category?.trim() ?? 'Other'
      groups.set(name, [...(groups.get(name) ?? []), definition])
    }
    const lines = [
      `Orion ${version}: from a trend to a published video, from the terminal.`,
      '',
      `${title('Usage')}  orion COMMAND [OPTIONS]     orion COMMAND --help explains a command`,
      ...[...groups].flatMap(([name, commands]) => ['', title(name), ...commands.map(summaryLine)]),
      '',
      title('Options of every command'),
      '  --format FORMAT   table (default), json, or plain: tab-separated, no header, no colours',
      '  --gateway URL     address of the gateway',
      '  --profile NAME    whose session and configuration to use',
      '  -q, --quiet       results and errors only, no remarks',
      '',
      title('Environment'),
      '  ORION_GATEWAY_URL   address of the gateway, when --gateway is not given',
      '  ORION_PROFILE       profile, when --profile is not given',
      '  ORION_API_KEY       API key to use instead of a session; --api-key-file FILE reads one from a file',
      '  NO_COLOR            any value: no colours',
      '',
      title('Files'),
      '  $XDG_CONFIG_HOME/orion (or ~/.config/orion)',
      '  config.json         {"profile": "work", "profiles": {"work": {"gateway": "https://…", "format": "json"}}}',
      '  credentials/        sessions, one file a profile, readable by you alone',
      '',
      title('Exit codes'),
      ...exitCodeMeanings.map(([code, meaning]) => `  ${String(code).padStart(3)}  ${meaning}`),
      '',
      title('From nothing to a published video'),
      '  orion auth login',
      '  orion scout trigger --wait',
      '  orion scout list-trends --status active',
      '  orion content generate TREND_ID --watch',
      '  orion content view CONTENT_ID',
      '  orion content approve CONTENT_ID --wait       once for each gate',
      '  orion content download CONTENT_ID --output video.mp4',
    ]
    this.context.stdout.write(`${lines.join('\n')}\n`)
  }
}

/** The explanation of one command: what it does, its options, examples. */
export function renderCommandHelp(definition: Definition, paint: Painter): string {
  const { path, usage, description = '', details = '', examples = [], options } = definition
  const own = options.filter(option => !isGlobal(option.definition))
  const lines = options.map(option => nameOfOption(option.definition).length)
  const width = Math.max(0, ...lines)
  const optionLine = (option: Definition['options'][number]) =>
    `  ${nameOfOption(option.definition).padEnd(width)}   ${option.description?.trim() ?? ''}${option.required ? ' (needed)' : ''}`
  const section = (title: string, body: string[]) =>
    body.length > 0 ? ['', paint(title, 'bold'), ...body] : []
  return `${[
    `${path}: ${description.trim()}`,
    ...section('Usage', [`  ${shortUsage(usage)}`]),
    ...section('Options', own.map(optionLine)),
    ...section(
      'Options of every command',
      options.filter(option => isGlobal(option.definition)).map(optionLine),
    ),
    ...section(
      'Details',
      details.trim()
        ? details
            .trim()
            .split('\n')
            .map(line => line.trimEnd())
        : [],
    ),
    ...section(
      'Examples',
      examples.flatMap(([what, example]) => [`  # ${what.trim()}`, `  ${example}`]),
    ),
  ].join('\n')}\n`
}

/** A usage without its options: `orion content view CONTENT_ID [OPTIONS]`. */
export function shortUsage(usage: string): string {
  const words = usage.replace(/ \[-[^\]]*\]| <-[^>]*>| --?[a-z-]+( #\d)?/g, '').replace(/<([A-Z_]+)>/g, '$1')
  return `${words} [OPTIONS]`
}

/** The command whose name these words begin with; undefined when there is none. */
export function findCommand(program: Program, words: readonly string[]): Definition | undefined {
  return program.definitions().find(({ path }) => {
    const name = path.split(' ').slice(1)
    return name.length > 0 && name.every((word, index) => word === words[index])
  })
}

/** The commands of a group, such as `content`; none when there is no such group. */
export function findGroup(program: Program, group: string): Definition[] {
  return program.definitions().filter(({ path }) => path.startsWith(`orion ${group} `))
}

/** A line for each command. */
export function renderCommands(commands: readonly Definition[]): string[] {
  return commands.map(summaryLine)
}

function isGlobal(definition: string): boolean {
  return /--(format|gateway|profile|quiet)\b/.test(definition)
}

/** clipanion writes `--limit #0`; people know it as `--limit LIMIT`. */
function nameOfOption(definition: string): string {
  const name = /--([a-z-]+)/.exec(definition)?.[1] ?? ''
  return definition.replace('#0', name.toUpperCase().replaceAll('-', '_')).replace(',', ', ')
}

function summaryLine({ path, description }: Definition): string {
  return `  ${path.replace(/^orion /, '').padEnd(28)} ${description?.trim() ?? ''}`
}
