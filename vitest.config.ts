import { defineConfig } from 'vitest/config'

/** Tests of lib that need the real server. */
const LIVE = 'lib/**/*.live.test.{ts,tsx}'

export default defineConfig({
  test: {
    reporters: ['default', './e2e/summary-reporter.ts'],
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{lib,components,entrypoints,docs,bench}/**/*.test.{ts,tsx}'],
          exclude: [LIVE],
          setupFiles: ['fake-indexeddb/auto'],
          testTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'server',
          include: ['{server,migrations}/**/*.test.ts', LIVE],
          globalSetup: './server/testing/cluster.ts',
          setupFiles: ['fake-indexeddb/auto'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 10_000 } },
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
