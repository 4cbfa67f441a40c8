import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** "GET /api/…" out of Fastify's own tree of routes; HEAD goes with its GET. */
export function routesOf(tree: string): string[] {
  const above: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, branch, part, methods = ''] = /^(.*?[├└]── )(\S*)(?: \(([^)]+)\))?/.exec(line) ?? []
    if (branch === undefined) return []
    const depth = branch.length / 4 - 1
    above.splice(depth, Infinity, part!)
    const verbs = methods.split(', ').filter((method) => method && method !== 'HEAD')
    return verbs.map((verb) => `${verb} ${above.join('')}`)
  })
}

/** The console's own files, as they were built. */
export const isPage = (route: string) =>
  existsSync(join(import.meta.dirname, '../../dist/web', route.replace('GET ', '')))
