import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { PATIENCE } from './test/until.ts'

/** On a shared machine a process may starve for seconds; what fails twice in a row is no accident, and a retry is printed. */
const retry = process.env.CI ? 2 : 0

/**
 * Files that one worker takes one after the other share what they import: to load it anew took half of a short file's time. The server
 * keeps nothing outside a desk, and each file has a desk of its own.
 */
const isolate = false

/** Without a memory of earlier runs the largest files come first; these few take far longer than their size says, and would end alone. */
const LONG = /whatever-opens-is|every-page-is|server\/cli\.test/
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => Number(LONG.test(b.moduleId)) - Number(LONG.test(a.moduleId)))
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'server/**/*.test.ts',
            'web/**/*.test.ts',
            'web/**/*.test.tsx',
            'seeds/*.test.ts',
            'test/*.test.ts',
            'test/stories/*.test.ts',
          ],
          globalSetup: ['test/setup/database.ts'],
          isolate,
          // One more than there are cores: some files wait for a clock or another process most of their time.
          maxWorkers: availableParallelism() + 1,
          testTimeout: process.env.CI ? 90_000 : 30_000,
          hookTimeout: 120_000,
          retry,
        },
      },
      {
        test: {
          name: 'stories',
          include: ['test/stories/*.e2e.ts'],
          globalSetup: ['test/setup/database.ts', 'test/setup/browser.ts'],
          isolate,
          // One for each core: with one fewer, as is the custom, half of a small machine would be idle.
          maxWorkers: availableParallelism(),
          testTimeout: process.env.CI ? 180_000 : 90_000,
          hookTimeout: 120_000,
          // As long as for anything else a page is waited for: by itself it would be a second.
          expect: { poll: { timeout: PATIENCE } },
          retry,
        },
      },
      {
        test: {
          name: 'screenshots',
          include: ['test/screenshots.ts'],
          globalSetup: ['test/setup/database.ts', 'test/setup/browser.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
})
