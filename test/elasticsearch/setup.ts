import type { TestProject } from 'vitest/node';
import { type ElasticNode, startNode } from './node.ts';
import { putTemplates } from './template.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The Elasticsearch that all tests of a run share; undefined where this machine can't run one. */
    elasticsearch: ElasticNode | undefined;
  }
}

/**
 * Starts one Elasticsearch for the whole run and puts the index template.
 * @throws Error where `CI` is true and the machine can't run it: there no test may be skipped.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  const node = await startNode();
  if ('missing' in node) {
    const sentence = `TESTS WITH ELASTICSEARCH ARE SKIPPED: ${node.missing}.`;
    if (process.env.CI === 'true') throw new Error(sentence);
    process.stderr.write(`\n!!! ${sentence}\n\n`);
    return undefined;
  }
  const { stop, ...elasticsearch } = node;
  try {
    await putTemplates(node);
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide('elasticsearch', elasticsearch);
  return stop;
}
