import type { ElasticClient } from '../elastic/client.ts';
import { readRaised } from '../elastic/findings.ts';
import type { Finding } from '../finding.ts';
import { findingId, type Matter, mattersIn, type RaisedFinding } from '../matter.ts';
import { patiently } from '../patience.ts';
import type { Parts } from '../run.ts';
import { isSerious, SERIOUS } from '../serious.ts';
import type { Settings } from '../settings.ts';

/** Whoever may write to Elastic may write very many of them; of more than that the oldest are told. */
const MOST = 10_000;

/**
 * What somebody has to answer: what earlier runs raised, as Elastic has it, and what this one has found. Without a client only that.
 * @throws ElasticError; the signal's reason if it aborts.
 */
export async function mattersOf(
  client: ElasticClient | undefined,
  { namespace, tenant }: Settings,
  parts: Parts,
  own: readonly Finding[],
  signal: AbortSignal,
): Promise<Matter[]> {
  const kinds: Finding['kind'][] = [...SERIOUS.keys(), 'vanished-event-withdrawn'];
  const asked = { stream: `logs-mimecast.finding-${namespace}`, tenant, kinds, signal };
  const read = async (elastic: ElasticClient) => {
    const earlier: RaisedFinding[] = [];
    for await (const one of readRaised(elastic, asked)) {
      earlier.push(one);
      if (earlier.length === MOST) break;
    }
    return earlier;
  };
  const earlier = client ? await patiently('Unanswered findings', () => read(client), parts, signal) : [];
  return mattersIn(earlier, own, parts.clock.now());
}

/** Of what a run has found, what somebody has to answer and no matter names yet. */
export function newlySerious(findings: readonly Finding[], matters: readonly Matter[]): Finding[] {
  const known = new Set(matters.flatMap(({ members }) => members));
  return findings.filter((finding) => isSerious(finding) && !known.has(findingId(finding)));
}
