import { spawn } from 'node:child_process'

// `npm run dev`: the server restarts when its files change, the console reloads by itself (http://localhost:5173).
const run = (command, args) =>
  spawn(command, args, { stdio: 'inherit', env: { VENTANILLA_SERVER: 'http://127.0.0.1:3000', ...process.env } })
const children = [run('node', ['--watch-path=server', '--watch-path=migrations', 'server/main.ts']), run('vite', [])]

const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
for (const child of children) child.on('exit', stop)
