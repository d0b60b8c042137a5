import { join } from 'node:path';
import { toDocument } from '../access/ecs.ts';
import { messageOf } from '../errors.ts';
import { writeDocuments } from '../evidence/documents.ts';
import { formatCount } from '../report/text.ts';
import type { Evidence, Run } from '../run.ts';
import { contextOf } from './context.ts';

/**
 * Writes the documents of all events to a file, if that is wanted: the same documents, under the same ids, as go to Elastic,
 * for Filebeat or the Elastic Agent. Whether Elastic has them already does not matter: it takes an id once.
 * Never throws: a failure becomes a sentence in the report, and nothing else stops.
 */
export async function document(run: Run, evidence: Evidence, signal: AbortSignal): Promise<void> {
  const { settings, parts, report } = run;
  if (!settings.documents) return;
  const path = join(`${settings.evidencePath}-documents`, 'documents.ndjson');
  try {
    const { count, bytes } = await writeDocuments(path, documents(run, evidence, signal));
    report.documentsFile = path;
    parts.log.info(`${formatCount(count, 'document')} (${bytes} bytes) in ${path}`);
  } catch (error) {
    const sentence = `The file of documents was not made: ${messageOf(error)}`;
    report.failures.push(sentence);
    parts.log.warn(sentence);
  }
}

async function* documents(
  run: Run,
  evidence: Evidence,
  signal: AbortSignal,
): AsyncGenerator<ReturnType<typeof toDocument>> {
  const context = contextOf(run, evidence);
  for await (const event of evidence.events()) {
    signal.throwIfAborted();
    yield toDocument(event, context);
  }
}
