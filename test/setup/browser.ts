import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser is reached that all stories are told in, each person in a context of their own. */
    browser: string
  }
}

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** One browser for the whole run: starting one for each story costs more than many a story. */
export default async function setup(project: TestProject) {
  const { executablePath, env } = await findBrowser()
  const browser = await chromium.launchServer({
    executablePath,
    env: { ...process.env, ...env } as Record<string, string>,
    args: ARGUMENTS,
    headless: true,
  })
  project.provide('browser', browser.wsEndpoint())
  return () => browser.close()
}

/** E2E_CHROMIUM, else a browser of the system, else the one that comes by npm alone on Linux x64. */
export async function findBrowser(): Promise<{ executablePath: string; env: Record<string, string> }> {
  const own = [process.env.E2E_CHROMIUM, ...INSTALLED].find((path) => path && existsSync(path))
  if (own) return { executablePath: own, env: {} }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No browser found for the stories: set E2E_CHROMIUM to the path of a Chrome or Chromium.')
  // The package unpacks into TMPDIR and thinks it is in the cloud; both must be set before it is imported.
  const manifest = join(import.meta.dirname, '../../node_modules/@sparticuz/chromium/package.json')
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  const folder = join(tmpdir(), `ventanilla-chromium-${version}`)
  mkdirSync(folder, { recursive: true })
  process.env.TMPDIR = folder
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs24.x'
  const { default: chromium } = await import('@sparticuz/chromium')
  const executablePath = await chromium.executablePath()
  process.env.TMPDIR = join(folder, '..')
  return { executablePath, env: { LD_LIBRARY_PATH: join(folder, 'al2023/lib'), FONTCONFIG_FILE: ownFonts(folder) } }
}

/** Without a font the browser dies on the first page; its own fonts are where its own settings do not look. */
function ownFonts(folder: string): string {
  const path = join(folder, 'own-fonts.conf')
  const dirs = `<dir>${join(folder, 'fonts')}</dir><dir>/usr/share/fonts</dir><cachedir>${join(folder, 'fonts-cache')}</cachedir>`
  writeFileSync(path, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${dirs}</fontconfig>`)
  return path
}

const ARGUMENTS = [
  '--no-sandbox',
  '--headless=shell',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
