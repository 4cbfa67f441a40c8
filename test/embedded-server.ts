// The smallest server that has an embedded database, for tests that kill it.
import { AlreadyRunning, startEmbedded } from '../server/platform/embedded.ts'

const say = (line: object) => console.log(JSON.stringify(line))

try {
  const embedded = await startEmbedded({
    dataDir: process.env.DATA_DIR!,
    durable: process.env.DURABLE === 'yes',
    log: (message) => say({ message }),
  })
  process.on('SIGTERM', () => embedded.stop().then(() => process.exit(0)))
  process.on('message', () => embedded.leaving())
  say({ url: embedded.url, pid: embedded.pid() })
} catch (error) {
  say({ refused: (error as Error).message, alreadyRunning: error instanceof AlreadyRunning })
  process.exit(1)
}
