import { defineConfig } from 'vitest/config'

/** The tests that hold the rules of the sync core and need neither Postgres nor a browser. */
export default defineConfig({
  test: {
    include: ['lib/{buffer,flush,overlay}/**/*.test.ts', 'server/writes/rules/**/*.test.ts'],
    exclude: ['**/*.live.test.ts'],
    setupFiles: ['fake-indexeddb/auto'],
  },
})
