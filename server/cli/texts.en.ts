import type { es } from './texts.es.ts'

/** The same in English; the type keeps both catalogues complete. */
export const en: typeof es = {
  about: 'Commands of Ventanilla. They talk to the desk of DATA_DIR (./data), or to DATABASE_URL where it is set.',
  title: { usage: 'Usage:', options: 'Options:', commands: 'Commands:', arguments: 'Arguments:' },
  help: {
    option: 'show this help',
    version: 'show the version',
    json: 'answer in JSON on standard output',
    command: 'show the help of a command',
    codes:
      'Exit code: 0 all in order, 1 something is not (said in a sentence), 2 the command is wrongly written; `mail`: 75 the mail could not be kept just now, and whoever hands it over tries again.',
  },
  database: {
    creating: 'Creating the database (once, some seconds)',
    moved_aside: '{{folder}} did not hold a complete database; it was moved to {{aside}}',
    recovering: 'The database is recovering what it did last; waiting for it',
    left_running: 'Stopping a database that an earlier server left running (process {{process}})',
    lost: 'The database has ended or cut its connection; bringing it back',
    back: 'The database is back',
    not_back: 'The database does not come back yet: {{why}}',
  },
  migrate: {
    about: 'Bring the database up to this version. Starting the desk does so by itself.',
    done_one: '{{count}} migration applied.',
    done_many: '{{count}} migrations applied.',
    done_other: '{{count}} migrations applied.',
    done_zero: 'The database is up to date already.',
  },
  demo: {
    about: 'Loads the demo company into an empty desk that is not running, and shows which account to sign in with.',
  },
  token: {
    about: 'API tokens for programs.',
    create: 'Create a token and write only the token to standard output. It is not shown again.',
    list: 'List the tokens, without showing them.',
    revoke: 'Revoke a token; it stops working at once.',
    agent: 'e-mail of the agent it acts for; it can never do more than they can',
    scope: 'permissions, separated by commas: read, write, admin',
    name: 'what it is for',
    id: 'number of the token, as in “token list”',
    revoked: 'Token {{id}} is revoked.',
    none: 'There are no tokens.',
    state: { active: 'active', revoked: 'revoked', expired: 'expired' },
    columns: 'No.\tState\tAgent\tScopes\tFor',
  },
  mail: {
    about: 'Take in one mail from standard input and say what became of it',
    mailbox: 'address of the mailbox; without it, the default one',
  },
  backup: {
    about: 'Save the whole desk (data, files, seals and secret key) in one encrypted archive, without stopping it.',
    file: 'the archive to be made',
    passphrase: 'file whose first line is the passphrase (else BACKUP_PASSPHRASE, or you are asked)',
    ask: 'Passphrase of the backup: ',
    askAgain: 'Once more: ',
    done: 'Backup made: {{file}} ({{size}}; {{rows}} rows, {{files}} files). Keep the passphrase somewhere else: nothing opens it without.',
    missing_one:
      '{{count}} attachment is missing in the storage and is not in the backup: {{list}}. Recover it from an earlier backup.',
    missing_many:
      '{{count}} attachments are missing in the storage and are not in the backup: {{list}}. Recover them from an earlier backup.',
    missing_other:
      '{{count}} attachments are missing in the storage and are not in the backup: {{list}}. Recover them from an earlier backup.',
  },
  restore: {
    about: 'Restore a backup into an empty desk, whole or not at all, and verify its record.',
    file: 'a backup made by “ventanilla backup”',
    done: 'Restored the backup of {{madeAt}} (version {{version}}). Its record is in order. The desk can be started.',
    doubtful: 'Restored the backup of {{madeAt}} (version {{version}}), but its record is not in order:',
    resting:
      'Mail is at rest: the mailboxes were made inactive, and what was about to leave is shown as failed. Once it is certain that the other desk is gone, activate them in Administration → Mailboxes.',
  },
  verify: {
    about: 'Verify the transaction record: digests, seals, the file of seals, and the data as they stand.',
    fine: 'The record is in order: {{facts}} facts, {{changes}} changes, {{seals}} seals.',
    wrong_one: 'The record is not in order: {{count}} finding.',
    wrong_many: 'The record is not in order: {{count}} findings.',
    wrong_other: 'The record is not in order: {{count}} findings.',
    more: '… and {{count}} more of the same kinds.',
    unsealed_zero: 'Nothing is left to be sealed.',
    unsealed_one: '{{count}} row is not sealed yet; that takes seconds while the desk runs.',
    unsealed_many: '{{count}} rows are not sealed yet; that takes seconds while the desk runs.',
    unsealed_other: '{{count}} rows are not sealed yet; that takes seconds while the desk runs.',
    step: { rows: 'digests', seals: 'seals', state: 'data' },
  },
  finding: {
    trigger_off:
      'The trigger {{trigger}} of table {{table}} is missing or switched off: what is written there is not recorded, or can be deleted.',
    change_altered: 'Change {{change}} ({{table}} {{row}}) does not fit its digest: somebody altered it.',
    erased_unlawfully:
      'The values of change {{change}} ({{table}} {{row}}) are missing, and no recorded erasure explains it.',
    fact_missing:
      'Change {{change}} ({{table}} {{row}}) names fact {{fact}}, which does not exist: somebody removed it.',
    chain_broken: 'Seal {{seal}} does not follow the one before: a seal is missing, or somebody changed it.',
    seal_unsigned:
      'The signature of seal {{seal}} was not made with this SECRET_KEY: the seal is forged, or the key is another one.',
    sealed_count:
      'Seal {{seal}} covered {{sealed}} rows of {{table}} ({{from}} to {{to}}) and now there are {{found}}: rows were removed or added.',
    sealed_altered:
      'The rows of {{table}} that seal {{seal}} covers ({{from}} to {{to}}) are not those that were sealed.',
    file_missing:
      'The file of seals {{file}} is missing. If this machine does not run the background work, verify where it runs.',
    file_alone:
      'The file of seals names seal {{seal}}, which is no longer in the database: the end of the record was removed, or an earlier state was put back.',
    file_differs: 'Seal {{seal}} is not the one that the file of seals noted.',
    file_lacks: 'Seal {{seal}} is not in the file of seals: somebody removed its line.',
    file_short:
      'The file of seals {{file}} lacks the newest seals ({{seals}}, from {{first}} on): somebody cut it, or the desk is stopped.',
    no_beginning: '{{table}} {{row}}: change {{change}} is the first and is no insertion; the beginning is missing.',
    twice_begun: '{{table}} {{row}}: change {{change}} inserts it a second time.',
    link_missing:
      '{{table}} {{row}}, field {{field}}: change {{change}} does not begin where the one before ended; a change is missing, or something was written past the record.',
    row_missing: '{{table}} {{row}}: exists according to the record, and is not there.',
    row_unrecorded: '{{table}} {{row}}: is there, and does not exist according to the record.',
    row_altered:
      '{{table}} {{row}}, field {{field}}: the value is not what the record says; it was written past the record.',
    table_unknown: 'Change {{change}} is of table {{table}}, which is not recorded.',
  },
  doctor: {
    about: 'Look the desk over and say in one line each what is right, what is not, and what to do.',
    database: {
      name: 'Database',
      ok: 'PostgreSQL {{version}}',
      bad: 'is PostgreSQL {{version}}; 15 or later is needed.',
      unreachable: 'does not answer ({{reason}}). Check that it is up and that DATABASE_URL is right.',
    },
    migrations: {
      name: 'Schema',
      ok: 'up to date',
      bad: 'does not belong to this version. Run “ventanilla migrate”, or start the version it belongs to.',
    },
    clock: {
      name: 'Clock',
      ok: 'agrees with the database',
      skew: 'is {{seconds}} s off the database’s. Synchronise both machines (NTP).',
      settable: 'is a test clock that can be set. Nobody should work like this: restore a backup into a new database.',
    },
    storage: {
      name: 'Files',
      ok: 'can be written; {{free}} free',
      unwritable: 'cannot be written in {{folder}} ({{reason}}). Correct owner or permissions.',
      low: '{{free}} left in {{folder}}. Make room.',
    },
    running: {
      name: 'Desk',
      ok_one: 'running ({{count}} process)',
      ok_many: 'running ({{count}} processes)',
      ok_other: 'running ({{count}} processes)',
      bad: 'is not running: nobody seals, alarms or closes. Start it with “npm start”.',
    },
    sweep: {
      name: 'Alarms',
      ok: 'up to date',
      bad: 'the oldest has been waiting for {{minutes}} min. No process with ROLE=all or worker takes it; look at its output.',
    },
    unattended: {
      name: 'Unattended',
      ok: 'none',
      bad: '{{count}} open tickets without a next action and its date: open and edit them; tell whoever maintains Ventanilla.',
    },
    seals: {
      name: 'Seals',
      ok: 'up to date',
      bad: 'the oldest row not sealed has been waiting for {{minutes}} min. Check that there is a process with ROLE=all or worker, and that no transaction has been open that long.',
    },
    triggers: {
      name: 'Record',
      ok: 'written by every table',
      bad: 'a trigger is missing or switched off ({{list}}): run “ventanilla verify-log”.',
    },
    key: {
      name: 'SECRET_KEY',
      ok: 'is that of the seals',
      bad: 'is not the one that signed the seals. Bring back the earlier key (DATA_DIR/secret.key or the variable SECRET_KEY).',
    },
    keyFile: {
      name: 'secret.key',
      ok: 'is read by its owner alone',
      bad: 'can be read by others. Run: chmod 600 {{file}}',
    },
    backup: {
      name: 'Backups',
      ok: 'the last one {{days}} days ago',
      never: 'none is on record. Make one with “ventanilla backup”.',
      old: 'the last one is {{days}} days old. Make one with “ventanilla backup”, and schedule it.',
    },
  },
  complaint: {
    usage: 'The command is wrongly written: {{detail}}. See “ventanilla --help”.',
    no_desk: 'There is no desk in {{folder}}. Set DATA_DIR or DATABASE_URL, or start it first with “npm start”.',
    not_migrated: 'The database does not belong to this version. Run “ventanilla migrate”.',
    no_agent: 'There is no active agent with the e-mail {{email}}.',
    empty_mailbox: '--mailbox is empty: write the address of a mailbox, or leave the option out for the default one.',
    empty_mail: 'No mail came by standard input: send its bytes as they are.',
    repeated: '{{option}} can be given once only',
    no_mailbox: 'No active mailbox has the address {{address}}.',
    no_default_mailbox: 'There is no default mailbox yet: name one with --mailbox.',
    no_token: 'There is no token {{id}}.',
    bad_scope: 'There is no scope “{{scope}}”: use read, write or admin.',
    bad_id: '“{{id}}” is not the number of a token.',
    file_exists: '{{file}} exists already; choose another name.',
    no_folder: '{{folder}} cannot be written.',
    no_file: '{{file}} cannot be read.',
    no_passphrase: 'The passphrase is missing: use --passphrase-file, the variable BACKUP_PASSPHRASE, or a terminal.',
    short_passphrase:
      'The passphrase must have at least 12 characters: the backup contains all data and the secret key.',
    passphrases_differ: 'The two passphrases are not the same.',
    not_an_archive: 'The file is not a backup of Ventanilla.',
    wrong_passphrase: 'This is not the passphrase of this backup.',
    damaged: 'The backup is incomplete or altered; nothing was restored. Use another one.',
    newer_backup:
      'The backup is of a version of Ventanilla that this one does not know ({{version}}): use that version or a later one.',
    other_key:
      'SECRET_KEY is not that of the desk in the backup. Remove it, if the database is the bundled one, or set the one of then.',
    not_empty: 'The database is not empty. Restore into a new folder or database.',
    desk_runs: 'The desk of {{folder}} is running; stop it first.',
    interrupted: 'Interrupted; no half-made file is left.',
  },
}
