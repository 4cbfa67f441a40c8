import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
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
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'stories',
          include: ['test/stories/*.e2e.ts'],
          globalSetup: ['test/setup/database.ts', 'test/setup/browser.ts'],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // Browsers share two cores: one story at a time tells the truth about time-outs.
          fileParallelism: false,
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
