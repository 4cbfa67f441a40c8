import { Command, CommanderError } from 'commander'
import { programVersion } from './cli/backing-up.ts'
import * as run from './cli/commands.ts'
import { mailCommand } from './cli/mail.ts'
import { answer, sentenceFor, voiceOf } from './cli/speaking.ts'

// ventanilla <command>: every command of the product on one page.
const say = voiceOf(process.env)
const program = new Command('ventanilla')
  .description(say('about'))
  .version(programVersion(), '-V, --version', say('help.version'))
  .helpCommand('help [command]', say('help.command'))
  .addHelpText('after', `\n${say('help.codes')}`)
dress(program)

command(program, 'migrate', 'migrate.about').action((options) => run.migrateCommand(say, options))

const token = dress(program.command('token').description(say('token.about')))
command(token, 'create', 'token.create')
  .requiredOption('--agent <email>', say('token.agent'))
  .option('--scope <scopes>', say('token.scope'), 'read,write')
  .option('--name <name>', say('token.name'), 'cli')
  .action((options) => run.tokenCreateCommand(say, options))
command(token, 'list', 'token.list').action((options) => run.tokenListCommand(say, options))
command(token, 'revoke', 'token.revoke')
  .argument('<id>', say('token.id'))
  .action((id, options) => run.tokenRevokeCommand(say, id, options))

command(program, 'mail', 'mail.about')
  .option('--mailbox <address>', say('mail.mailbox'))
  .action((options) => mailCommand(options))

command(program, 'backup', 'backup.about')
  .argument('<file>', say('backup.file'))
  .option('--passphrase-file <file>', say('backup.passphrase'))
  .action((file, options) => run.backupCommand(say, file, options))
command(program, 'restore', 'restore.about')
  .argument('<file>', say('restore.file'))
  .option('--passphrase-file <file>', say('backup.passphrase'))
  .action((file, options) => run.restoreCommand(say, file, options))
command(program, 'verify-log', 'verify.about').action((options) => run.verifyCommand(say, options))
command(program, 'demo', 'demo.about').action((options) => run.demoCommand(options))
command(program, 'doctor', 'doctor.about').action((options) => run.doctorCommand(say, options))
refuseRepeated(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = failed(error)
}

function command(parent: Command, name: string, about: string): Command {
  return dress(parent.command(name).description(say(about)).option('--json', say('help.json')))
}

/** Help in the terminal's language; faults of writing come back here instead of ending the process. */
function dress(cmd: Command): Command {
  const titles: Record<string, string> = {
    'Usage:': say('title.usage'),
    'Options:': say('title.options'),
    'Commands:': say('title.commands'),
    'Arguments:': say('title.arguments'),
  }
  return cmd
    .helpOption('-h, --help', say('help.option'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .configureOutput({ outputError: () => {} })
    .exitOverride()
}

/** What takes one value and is given two is refused: the last would win in silence. */
function refuseRepeated({ options, commands }: Command) {
  for (const option of options.filter(({ required }) => required)) {
    let given = false
    option.argParser((value) => {
      if (given) throw new CommanderError(2, 'repeated', say('complaint.repeated', { option: option.long }))
      given = true
      return value
    })
  }
  commands.forEach(refuseRepeated)
}

function failed(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0
    const detail = error.message.replace(/^error: /, '')
    if (error.code !== 'commander.help') console.error(say('complaint.usage', { detail }))
    return 2
  }
  const { code, message } = sentenceFor(error, say)
  if (process.argv.includes('--json')) answer(true, { ok: false, error: { code, message } }, [])
  else console.error(message)
  return (error as { exitCode?: number }).exitCode ?? 1
}
