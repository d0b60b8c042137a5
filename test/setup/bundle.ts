import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { build } from '../../scripts/build.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Path of the bundle's index.js, built from the sources of this run. */
    bundle: string;
  }
}

/** Bundles the sources once for all scenario tests, so that they never test an older `dist`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
  await build(folder);
  project.provide('bundle', join(folder, 'index.js'));
  return () => rm(folder, { recursive: true, force: true });
}
