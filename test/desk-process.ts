import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

export type DeskProcess = {
  url: string
  process: ChildProcess
  output(): string
  stop(): Promise<{ code: number | null; ms: number }>
}

/** The server as it is started in earnest, `node server/main.ts`, on a database of the test's. */
export async function startDesk(env: NodeJS.ProcessEnv): Promise<DeskProcess> {
  const port = await freePort()
  const main = join(import.meta.dirname, '../server/main.ts')
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (words: Buffer) => {
      output += words
    })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  const url = `http://127.0.0.1:${port}`
  await ready(url, child, () => output)
  return {
    ...{ url, process: child, output: () => output },
    async stop() {
      const asked = Date.now()
      child.kill('SIGTERM')
      return { code: await ended, ms: Date.now() - asked }
    },
  }
}

async function ready(url: string, child: ChildProcess, output: () => string) {
  for (let attempt = 0; attempt < 150 && child.exitCode === null; attempt++) {
    const answer = await fetch(`${url}/ready`).catch(() => null)
    if (answer?.ok) return
    await sleep(200)
  }
  child.kill('SIGKILL')
  throw new Error(`The desk does not become ready: ${output()}`)
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
