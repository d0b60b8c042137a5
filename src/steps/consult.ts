import type { ElasticClient } from '../elastic/client.ts';
import { readCoverage } from '../elastic/coverage.ts';
import { readVanishings } from '../elastic/findings.ts';
import { missingPrivileges } from '../elastic/privileges.ts';
import { ElasticError, messageOf } from '../errors.ts';
import { patiently } from '../patience.ts';
import type { Report } from '../report/report.ts';
import { formatCount } from '../report/text.ts';
import { type Parts, type Past, REMEMBERED_DAYS } from '../run.ts';
import type { Settings } from '../settings.ts';

/**
 * Asks Elastic what earlier runs have covered and found. Whatever fails here stops no reading: without an answer the run reads
 * its window alone, compares nothing, and says so. A key that may only write still delivers; any other failure blocks delivery.
 */
export async function consult(settings: Settings, parts: Parts, report: Report, signal: AbortSignal): Promise<Past> {
  const nothing: Past = {
    blocked: undefined,
    asked: parts.clock.now(),
    client: undefined,
    coverage: undefined,
    vanishings: new Map(),
  };
  const none = (why: string): void => {
    report.comparison = { state: 'none', why };
    parts.log.info(`Nothing is compared with what Elastic holds: ${why}`);
  };
  const { elastic: target, tenant } = settings;
  if (!target) {
    none('no Elastic setting is given.');
    return nothing;
  }

  let client: ElasticClient | undefined;
  try {
    client = await parts.elastic(target);
    const elastic = client;
    const { namespace } = target;
    const ask = <T>(label: string, operation: () => Promise<T>) => patiently(label, operation, parts, signal);
    const { read, missing } = await ask('Privileges', () => missingPrivileges(elastic, { namespace, signal }));
    if (missing.length > 0) {
      parts.log.warn(
        `The Elastic key lacks ${missing.join(', ')} on logs-mimecast.*-${namespace}; docs/elasticsearch.md has the key to paste.`,
      );
    }
    if (!read) {
      none('the Elastic key lacks the privilege read.');
      return { ...nothing, client };
    }
    const since = Math.floor(parts.clock.now() / 1000) - REMEMBERED_DAYS * 86_400;
    const coverage = await ask('Coverage', () =>
      readCoverage(elastic, { stream: `logs-mimecast.coverage-${namespace}`, tenant, since, signal }),
    );
    const vanishings = await ask('Findings', () =>
      readVanishings(elastic, {
        stream: `logs-mimecast.finding-${namespace}`,
        tenant,
        span: { from: since, to: Math.ceil(parts.clock.now() / 1000) },
        signal,
      }),
    );
    parts.log.info(`${formatCount(coverage.length, 'record')} of coverage in the last ${REMEMBERED_DAYS} days`);
    return { ...nothing, client, coverage, vanishings };
  } catch (error) {
    const why = messageOf(error);
    none(why);
    if (error instanceof ElasticError && error.status === 403) {
      // It may not read; whether it may write is for the bulk requests to say.
      parts.log.warn(why);
      return { ...nothing, client };
    }
    report.failures.push(why);
    return { ...nothing, client, blocked: why };
  }
}
