import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../../server/platform/embedded.ts'
import { migrate } from '../../server/platform/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A server with the template database `template_desk`; each test file clones it (test/world.ts). */
    databaseUrl: string
  }
}

/**
 * One real PostgreSQL for the whole run, with the schema made once: test files clone it in a tenth of a second. It is the one that comes
 * with the desk, or the one of TEST_DATABASE_URL (scripts/test-pg15.ts).
 */
export default async function setup(project: TestProject) {
  const { url, stop } = process.env.TEST_DATABASE_URL
    ? { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
    : await ownDatabase()
  const admin = new pg.Client({ connectionString: url })
  await admin.connect()
  await admin.query('drop database if exists template_desk')
  await admin.query('create database template_desk')
  const template = new URL(url)
  template.pathname = '/template_desk'
  await migrate(template.href)
  await admin.end()
  project.provide('databaseUrl', url)
  return stop
}

async function ownDatabase() {
  const dataDir = mkdtempSync(join(tmpdir(), 'ventanilla-test-'))
  const embedded = await startEmbedded({ dataDir, log: () => {}, durable: false })
  const stop = async () => {
    await embedded.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
  return { url: embedded.url, stop }
}
