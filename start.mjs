// The way in: `npm start`. Plain JavaScript without dependencies, because it runs before anything is installed.
//   node start.mjs [--demo …]   installs and builds what is missing, then starts the server with these arguments
//   node start.mjs --prepare    installs everything, also what tests and development need, and ends
//   node start.mjs --build      installs what running needs, builds the web app, and ends
const [major] = process.versions.node.split('.').map(Number)
if (major < 20) {
  console.error(
    `Ventanilla necesita Node 20 o posterior para instalarse; aquí está Node ${process.versions.node}. / ` +
      `Ventanilla needs Node 20 or later to install itself; this is Node ${process.versions.node}.`,
  )
  process.exit(1)
}

const { prepare } = await import('./bin/prepare.mjs')
const { handOver } = await import('./bin/handover.mjs')
const args = process.argv.slice(2)

if (args[0] === '--prepare') await prepare({ dev: true })
else if (args[0] === '--build') await prepare({ build: true })
else {
  await prepare({ build: true })
  // in a session of its own: Ctrl-C then reaches the server once, through us, and not a second time from the terminal
  await handOver('server/main.ts', args, { detached: process.platform !== 'win32' })
}
