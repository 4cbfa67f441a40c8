#!/usr/bin/env node
// ventanilla <command>: as start.mjs, for the commands. It stays in the terminal's session: some commands ask questions.
const [major] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(
    `Ventanilla necesita Node 20 o posterior; aquí está Node ${process.versions.node}. / ` +
      `Ventanilla needs Node 20 or later; this is Node ${process.versions.node}.`,
  )
  process.exit(1)
}

const { prepare } = await import('./prepare.mjs')
const { handOver } = await import('./handover.mjs')
await prepare({})
await handOver('server/cli.ts', process.argv.slice(2), { detached: false })
