import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** `/api/…` only: `/api.ts` is a module of the console itself. */
const proxy = { '^/api/': { target: process.env.VENTANILLA_SERVER ?? 'http://127.0.0.1:3000' } }

/**
 * Fields, menus, dialogs, and what places them: used by many pages, but by none before somebody opens something. Of Mantine's parts the
 * first page needs those that are named.
 */
const OPENED =
  /@floating-ui|react-remove-scroll|@mantine[\\/]core[\\/]esm[\\/]components[\\/](?!(Unstyled|Close)?Button|ActionIcon|Anchor|Loader|Pill|Skeleton|Text[\\/]|Transition|VisuallyHidden)/

/** Contracts, icons, styles. */
const SMALL = /[\\/]server[\\/]|@tabler|\.css/

/** Compressed once at build instead of at every request: the server hands out what the browser accepts. */
const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle({ dir = '' }) {
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' })) {
      if (!/\.(js|css|html|svg|json)$/.test(name)) continue
      const path = join(dir, name)
      const content = readFileSync(path)
      if (content.length < 1024) continue
      writeFileSync(`${path}.br`, brotliCompressSync(content))
      writeFileSync(`${path}.gz`, gzipSync(content))
    }
  },
}

/** Says after each build what has to arrive before anything can be seen (design: at most 250 KB, compressed). */
const firstLoad: Plugin = {
  name: 'first-load',
  apply: 'build',
  generateBundle(_, bundle) {
    const needed = new Set<string>()
    const need = (name: string) => {
      const chunk = bundle[name]
      if (needed.has(name) || chunk?.type !== 'chunk') return
      needed.add(name)
      for (const other of chunk.imports) need(other)
    }
    for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) need(name)
    const bytes = [...needed].reduce((sum, name) => sum + gzipSync((bundle[name] as { code: string }).code).length, 0)
    this.info(`first load: ${needed.size} scripts, ${Math.round(bytes / 1024)} KB compressed`)
  },
}

export default defineConfig({
  root: 'web',
  plugins: [react(), compressed, firstLoad],
  resolve: {
    alias: {
      typebox: join(import.meta.dirname, 'web/no-schemas.ts'),
      'react-i18next': join(import.meta.dirname, 'web/use-translation.ts'),
    },
  },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Small pictures stay files of their own: `data:` addresses would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What counts is what arrives (see firstLoad).
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      output: {
        // Few files, well compressed together: each one asked for costs a phone part of a journey, and a fast machine milliseconds.
        chunkFileNames: ({ name }) => `assets/${name.split('~')[0]}-[hash].js`,
        codeSplitting: {
          groups: [
            // on the way to every page
            { name: 'first', tags: ['$initial'], priority: 3 },
            {
              name: 'common',
              test: (id) => id.includes('node_modules') && !OPENED.test(id),
              minShareCount: 12,
              priority: 2,
            },
            { name: 'opened', test: /node_modules/, minShareCount: 12, priority: 1 },
            // Tiny and many, and they need nothing themselves.
            { name: 'small', test: SMALL, maxModuleSize: 1500, minShareCount: 3, priority: 0.5 },
            // The rest by which pages want it. With larger pieces more would come for its neighbour's sake.
            { name: 'shared', entriesAware: true, entriesAwareMergeThreshold: 2000, minShareCount: 2, priority: 0 },
          ],
        },
      },
    },
  },
  server: { host: '127.0.0.1', proxy },
  preview: { host: '127.0.0.1', proxy },
})
