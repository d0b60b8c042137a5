import type { Finding } from '../finding.ts';
import { AUDIT, COVERAGE, FINDING } from './data-views.ts';
import { ASSETS_VERSION, PREFIX } from './saved-object.ts';

/** A detection rule as Kibana's rules import takes it (docs: Security detections API, `POST /api/detection_engine/rules/_import`). */
export type Rule = RuleFrame &
  (
    | { readonly type: 'query'; readonly language: 'kuery'; readonly index: readonly string[]; readonly query: string }
    | { readonly type: 'esql'; readonly language: 'esql'; readonly query: string }
  );

interface RuleFrame {
  readonly rule_id: string;
  readonly name: string;
  readonly description: string;
  readonly severity: 'low' | 'medium' | 'high';
  readonly risk_score: 21 | 47 | 73;
  readonly enabled: false;
  /** How often it runs, and how far it looks back. */
  readonly interval: string;
  readonly from: string;
  readonly to: 'now';
  /** The time that `from` means, if it isn't `@timestamp`. */
  readonly timestamp_override?: string;
  /** What an alert shows first. */
  readonly investigation_fields: { readonly field_names: readonly string[] };
  readonly note: string;
  readonly tags: readonly string[];
  readonly [more: string]: unknown;
}

/** The tag that says of which version a rule is: Kibana's own `version` counts a user's changes too. */
const VERSION_TAG = /^mimecast-audit-collector v(\d{1,6})$/;

/** The version in a rule's tags; undefined if it isn't there any more. */
export function versionOfTags(tags: unknown): number | undefined {
  const all: unknown[] = Array.isArray(tags) ? tags : [];
  const found = all.flatMap((tag) => (typeof tag === 'string' ? [VERSION_TAG.exec(tag)?.[1]] : []));
  const version = found.find((one) => one !== undefined);
  return version === undefined ? undefined : Number(version);
}

interface About {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly severity: 'low' | 'medium' | 'high';
  readonly fields: readonly string[];
  readonly note: string;
}

function frame({ id, name, description, severity, fields, note }: About) {
  return {
    rule_id: `${PREFIX}${id}`,
    name: `Mimecast audit: ${name}`,
    description,
    severity,
    risk_score: ({ low: 21, medium: 47, high: 73 } as const)[severity],
    enabled: false,
    interval: '1h',
    // An alert is made once for a document, so a long look back costs nothing and forgives a late run.
    from: 'now-6h',
    to: 'now',
    max_signals: 100,
    investigation_fields: { field_names: fields },
    note,
    tags: ['Mimecast', `mimecast-audit-collector v${ASSETS_VERSION}`],
    author: ['mimecast-audit-collector'],
    license: 'MIT',
    references: [],
    false_positives: [],
    threat: [],
    actions: [],
    exceptions_list: [],
    version: ASSETS_VERSION,
  } as const;
}

const FINDING_FIELDS = ['message', 'rule.name', 'organization.id', 'mimecast.finding.events', 'mimecast.run'];

/** A rule that alerts on findings of some kinds. An alert takes its severity from the finding. */
function findingRule(about: Omit<About, 'fields'>, kinds: readonly Finding['kind'][], narrowed = ''): Rule {
  const mapped = (['low', 'medium', 'high'] as const).map((severity) => ({
    field: 'mimecast.finding.severity',
    operator: 'equals',
    value: severity,
    severity,
  }));
  return {
    ...frame({ ...about, fields: FINDING_FIELDS }),
    type: 'query',
    language: 'kuery',
    index: [FINDING.pattern],
    query: `rule.name: (${kinds.map((kind) => `"${kind}"`).join(' or ')})${narrowed}`,
    severity_mapping: mapped,
    risk_score_mapping: [{ field: 'event.severity', operator: 'equals', value: '' }],
  };
}

const LOOK =
  'The field message says what was found. mimecast.finding.events has the _id of the events, mimecast.run the run whose evidence artifact holds them.';

export const RULES: readonly Rule[] = [
  findingRule(
    {
      id: 'access-without-approval',
      name: 'provider access outside approvals',
      description:
        "The provider's staff came in without an approval that explains it, or against the policy of the approvals file.",
      severity: 'high',
      note: `${LOOK} Needs an approvals file.`,
    },
    ['unexplained-access', 'against-policy'],
  ),
  findingRule(
    {
      id: 'access-outside-hours',
      name: 'provider access outside the agreed hours',
      description:
        "The provider's staff came in outside the hours that the policy of the approvals file names, in its time zone.",
      severity: 'medium',
      note: `${LOOK} Needs an approvals file with hours.`,
    },
    ['access-outside-hours'],
  ),
  {
    ...frame({
      id: 'access-at-night',
      name: 'provider access at night or at the weekend (UTC)',
      description:
        'The provider\'s staff came in between 20:00 and 06:00 or on a Saturday or Sunday, in UTC. For those who have no approvals file; change the hours in the query. With an approvals file use "outside the agreed hours".',
      severity: 'medium',
      fields: ['@timestamp', 'user.email', 'source.ip', 'event.code', 'mimecast.event_info', 'organization.id'],
      note: 'Ask the person, or the provider, for the ticket behind it.',
    }),
    type: 'esql',
    language: 'esql',
    // By the time of the fetch: a daily run brings the events of yesterday.
    timestamp_override: 'event.created',
    query: [
      `FROM ${AUDIT.pattern} METADATA _id, _index, _version`,
      '| WHERE mimecast.access.provider == true',
      '| EVAL hour_utc = DATE_EXTRACT("hour_of_day", @timestamp), weekday_utc = DATE_EXTRACT("day_of_week", @timestamp)',
      '| WHERE hour_utc < 6 OR hour_utc >= 20 OR weekday_utc >= 6',
    ].join('\n'),
  },
  findingRule(
    {
      id: 'first-seen',
      name: 'provider access from a new network or by a new person',
      description:
        "The provider's staff came in from a network that no earlier access came from, or it was somebody who had not come in before, as far as the held past shows.",
      severity: 'medium',
      note: LOOK,
    },
    ['first-seen'],
    ' and mimecast.finding.seen_first: ("network" or "person")',
  ),
  findingRule(
    {
      id: 'vanished-or-altered',
      name: 'vanished, altered or forged event',
      description:
        'Mimecast no longer gives out an event that had been received, or gives it out with other content; or a document in Elastic is not the event that it says it is, or was removed.',
      severity: 'high',
      note: `${LOOK} The evidence of both runs shows what was given out when.`,
    },
    ['vanished-event', 'altered-event', 'forged-document', 'missing-document'],
  ),
  findingRule(
    {
      id: 'content-viewed',
      name: 'content of mail viewed by the provider',
      description:
        "The provider's staff saw the content of mail, or mail left the account through them, and no approval covers it.",
      severity: 'medium',
      note: LOOK,
    },
    ['content-viewed'],
  ),
  findingRule(
    {
      id: 'trail-incomplete',
      name: 'audit trail incomplete',
      description:
        'Past time was never read and is lost, Elastic refused the document of an event, or Mimecast offers other categories than before.',
      severity: 'high',
      note: LOOK,
    },
    ['hole-lost', 'rejected-document', 'category-changed'],
  ),
  findingRule(
    {
      id: 'times-in-doubt',
      name: 'event that came late, or whose time can not be trusted',
      description:
        "An event was first seen long after it happened, has no time that can be read, or one that nobody asked for; or the collector's clock differs from Mimecast's.",
      severity: 'medium',
      note: LOOK,
    },
    ['late-event', 'undated-event', 'misdated-event', 'clock-skew'],
  ),
  {
    ...frame({
      id: 'no-coverage',
      name: 'no coverage for 26 hours: the collector is dead',
      description:
        'No run has covered the last day for 26 hours, or nothing of the last 50 hours is covered. A backfill or a filled hole is no sign that the daily run lives. It alerts again with each run of the rule for as long as that is so. A tenant without any record in the last 60 days is not seen: what was never there can not be missed.',
      severity: 'high',
      fields: ['organization.id', 'last_recorded', 'covered_to', 'hours'],
      note: 'Look at the last runs of the workflow. GitHub switches off schedules of repositories without activity for 60 days.',
    }),
    interval: '6h',
    from: 'now-60d',
    type: 'esql',
    language: 'esql',
    query: [
      `FROM ${COVERAGE.pattern}`,
      // The stream also has what categories an account offered, which is no sign of a collector that lives.
      '| WHERE event.kind == "metric"',
      // A daily window ends at most a day before its run, 25 hours where the clock goes back; what ends earlier was filled afterwards.
      '| EVAL renewed = CASE(DATE_DIFF("hours", event.end, @timestamp) <= 25, @timestamp)',
      '| STATS last_recorded = MAX(renewed), covered_to = MAX(event.end) BY organization.id',
      '| EVAL hours = COALESCE(DATE_DIFF("hours", last_recorded, NOW()), DATE_DIFF("hours", covered_to, NOW()))',
      // Just before the next run a daily window is two days old.
      '| WHERE hours >= 26 OR DATE_DIFF("hours", covered_to, NOW()) >= 50',
    ].join('\n'),
  },
];
