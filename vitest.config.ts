import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    reporters: ['default', './e2e/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{lib,components,entrypoints,docs,bench}/**/*.test.{ts,tsx}',
            'structure.test.ts',
          ],
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'server',
          include: ['{server,migrations}/**/*.test.ts'],
          globalSetup: './server/testing/cluster.ts',
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
