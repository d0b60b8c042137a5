import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Tests that run side by side in a file mostly wait; more of them at once would slow each other down.
const common = { testTimeout: 60_000, hookTimeout: 60_000, maxConcurrency: 3 };

// .ci/run counts from this report, since vitest's own closing lines differ from those that CI reads.
const report = process.env.TEST_REPORT;

export default defineConfig({
  test: {
    maxWorkers: 2,
    reporters: report ? ['default', ['json', { outputFile: report }]] : ['default'],
    // Three projects, so that a unit test alone waits for neither the bundle, nor Elasticsearch, nor a browser.
    projects: [
      { test: { ...common, name: 'unit', include: ['test/unit/**/*.test.ts'] } },
      { test: { ...common, name: 'browser', include: ['test/browser/**/*.test.ts'] } },
      {
        test: {
          ...common,
          // Each test starts several runs of seconds, which have limits of their own: a busy machine is no failure.
          testTimeout: 180_000,
          name: 'scenario',
          include: ['test/scenario/**/*.test.ts', 'test/elasticsearch/**/*.test.ts'],
          globalSetup: ['./test/setup/bundle.ts', './test/elasticsearch/setup.ts'].filter((file) =>
            existsSync(fileURLToPath(new URL(file, import.meta.url))),
          ),
        },
      },
    ],
  },
});
