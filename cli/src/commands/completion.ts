import { Command, type Definition, Option } from 'clipanion'
import type { OrionContext } from '../context.ts'
import { UsageError } from '../errors.ts'
import { ExitCode } from '../exit-codes.ts'
import { reportError } from '../report-error.ts'

/** `orion completion` */
export class CompletionCommand extends Command<OrionContext> {
  static override paths = [['completion']]
  static override usage = Command.Usage({
    category: 'Shell',
    description: 'Print a completion script for bash, zsh or fish',
    details: 'The script knows the commands and their options; it does not ask the gateway.',
    examples: [
      ['bash, for now and later', 'echo \'eval "$($0 completion bash)"\' >> ~/.bashrc'],
      ['zsh', 'echo \'eval "$($0 completion zsh)"\' >> ~/.zshrc'],
      ['fish', '$0 completion fish > ~/.config/fish/completions/orion.fish'],
    ],
  })

  shell = Option.String({ name: 'SHELL' })

  async execute(): Promise<ExitCode> {
    const commands = this.cli.definitions().map(wordsOf)
    switch (this.shell) {
      case 'bash':
        this.context.stdout.write(bashScript(commands))
        return ExitCode.ok
      case 'zsh':
        this.context.stdout.write(`autoload -U +X bashcompinit && bashcompinit\n${bashScript(commands)}`)
        return ExitCode.ok
      case 'fish':
        this.context.stdout.write(fishScript(commands))
        return ExitCode.ok
      default:
        return reportError(
          new UsageError(`The shell is \`${this.shell}\`.`, 'Choose one of bash, zsh, fish.'),
          this.context,
        )
    }
  }
}

interface CommandWords {
  path: string[]
  description: string
  options: { names: string[]; description: string }[]
}

function wordsOf({ path, description, options }: Definition): CommandWords {
  return {
    path: path.split(' ').slice(1),
    description: description?.trim() ?? '',
    options: options.map(({ definition, description }) => ({
      names: definition.split(/[ ,]/).filter(word => word.startsWith('-')),
      description: description?.trim() ?? '',
    })),
  }
}

function bashScript(commands: CommandWords[]): string {
  const groups = [...new Set(commands.map(({ path }) => path[0]))]
  const cases = commands.map(({ path, options }) => {
    const names = [...options.flatMap(({ names }) => names), '--help']
    return `    '${path.join(' ')}') words='${names.join(' ')}' ;;`
  })
  const subcommands = groups.flatMap(group => {
    const names = commands.flatMap(({ path }) => (path[0] === group && path[1] ? [path[1]] : []))
    return names.length > 0 ? [`    '${group}') words='${names.join(' ')}' ;;`] : []
  })
  return `_orion() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words='${groups.join(' ')} --help --version'
  local path="\${COMP_WORDS[*]:1:COMP_CWORD-1}"
  [[ $COMP_CWORD -gt 2 ]] && path="\${COMP_WORDS[1]} \${COMP_WORDS[2]}"
  case "$path" in
${[...subcommands, ...cases].join('\n')}
  esac
  case "\${COMP_WORDS[COMP_CWORD-1]}" in
    --format) words='table json plain' ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _orion orion
`
}

function fishScript(commands: CommandWords[]): string {
  const quote = (text: string) => `'${text.replace(/[\\']/g, '\\$&')}'`
  const lines = commands.flatMap(({ path, description, options }) => {
    const [group = '', name] = path
    const inGroup = `__fish_seen_subcommand_from ${group}`
    const isThis = name ? `${inGroup}; and __fish_seen_subcommand_from ${name}` : inGroup
    const own = name
      ? `complete -c orion -f -n ${quote(`${inGroup}; and not __fish_seen_subcommand_from ${name}`)} -a ${name} -d ${quote(description)}`
      : `complete -c orion -f -n __fish_use_subcommand -a ${group} -d ${quote(description)}`
    const flags = options.flatMap(({ names, description }) =>
      names
        .filter(flag => flag.startsWith('--'))
        .map(flag => `complete -c orion -n ${quote(isThis)} -l ${flag.slice(2)} -d ${quote(description)}`),
    )
    return [own, ...flags]
  })
  const groups = [...new Set(commands.flatMap(({ path }) => (path[1] ? [path[0]] : [])))].map(
    group => `complete -c orion -f -n __fish_use_subcommand -a ${group}`,
  )
  return `${[...groups, ...lines].join('\n')}\n`
}
