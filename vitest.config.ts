import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** On a shared machine a process may starve for seconds; what fails twice in a row is no accident, and a retry is printed. */
const retry = process.env.CI ? 2 : 0

export default defineConfig({
  test: {
    // One for each core: with one fewer, as is the custom, a machine of two cores leaves half of itself idle.
    maxWorkers: availableParallelism(),
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
          testTimeout: 90_000,
          hookTimeout: 120_000,
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
