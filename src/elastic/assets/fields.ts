/** Types of Elasticsearch's fields that the documents use. */
export type FieldType =
  | 'keyword'
  | 'constant_keyword'
  | 'match_only_text'
  | 'long'
  | 'date'
  | 'boolean'
  | 'ip'
  | 'geo_point';

/** Field names with their dots, and their types. */
export type Fields = Readonly<Record<string, FieldType>>;

/** Fields of one type. */
function all<T extends FieldType>(type: T, names: string): Readonly<Record<string, T>> {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, type]),
  );
}

/** What every document has. */
const FRAME: Fields = {
  ...all('date', '@timestamp event.start'),
  ...all('constant_keyword', 'data_stream.type data_stream.dataset data_stream.namespace'),
  ...all('keyword', 'ecs.version event.kind event.module event.dataset tags agent.type agent.version organization.id'),
  ...all('keyword', 'observer.vendor observer.product observer.type mimecast.run'),
  ...all('match_only_text', 'message'),
};

/** What the pipeline adds to an address. */
function places(field: 'source' | 'client'): Fields {
  return {
    ...all('ip', `${field}.ip`),
    ...all('keyword', `${field}.geo.continent_name ${field}.geo.country_iso_code ${field}.geo.country_name`),
    ...all('keyword', `${field}.geo.region_iso_code ${field}.geo.region_name ${field}.geo.city_name`),
    ...all('geo_point', `${field}.geo.location`),
    ...all('long', `${field}.as.number`),
    ...all('keyword', `${field}.as.organization.name`),
  };
}

/** An audit event. Texts of keywords are at most 32 766 bytes long: src/access/keyword.ts cuts them. */
const AUDIT: Fields = {
  ...all('date', 'event.created event.ingested'),
  ...all('keyword', 'event.provider event.id event.code event.action event.category event.type event.outcome'),
  ...all('keyword', 'event.reason event.hash event.original labels.provider_access'),
  ...all('match_only_text', 'error.message'),
  ...all('keyword', 'user.email user.name user.domain user.full_name'),
  ...all('keyword', 'user.target.email user.target.name user.target.domain'),
  ...places('source'),
  ...places('client'),
  ...all('ip', 'related.ip'),
  ...all('keyword', 'related.user service.name file.name file.extension'),
  ...all('long', 'file.size'),
  ...all('keyword', 'email.from.address email.to.address email.subject'),
  ...all('match_only_text', 'mimecast.event_info'),
  ...all('keyword', 'mimecast.audit_type mimecast.category mimecast.user mimecast.account_code mimecast.method'),
  ...all('keyword', 'mimecast.second_factor mimecast.ip_raw mimecast.truncated mimecast.domains'),
  ...all('keyword', 'mimecast.text.date mimecast.text.time mimecast.text.zone mimecast.text.actor'),
  ...all('boolean', 'mimecast.access.provider mimecast.access.content mimecast.access.asked'),
  ...all('keyword', 'mimecast.access.kind mimecast.session.id'),
  ...all('keyword', 'mimecast.alias mimecast.person mimecast.requested_application mimecast.signed_into'),
  ...all('keyword', 'mimecast.case.name mimecast.review_set.name mimecast.domain.name mimecast.api_application.name'),
  ...all('keyword', 'mimecast.folder.name mimecast.folder.member mimecast.search.source mimecast.search.criteria'),
  ...all('keyword', 'mimecast.message.from_name mimecast.message.to_name mimecast.message.processed'),
  ...all('keyword', 'mimecast.message.status'),
  ...all('boolean', 'mimecast.message.content_viewed'),
  ...all('keyword', 'mimecast.export.type mimecast.export.name mimecast.export.time mimecast.export.columns'),
  ...all('keyword', 'mimecast.export.id mimecast.report.name mimecast.report.description'),
  ...all('keyword', 'mimecast.policy.type mimecast.policy.name mimecast.policy.from mimecast.policy.to'),
  ...all('keyword', 'mimecast.policy.state mimecast.policy.action'),
  ...all('keyword', 'mimecast.connector.name mimecast.connector.product mimecast.connector.app'),
  ...all('keyword', 'mimecast.connector.description mimecast.connection.from mimecast.connection.to'),
  ...all('keyword', 'mimecast.task.name mimecast.incident.id mimecast.incident.type'),
  ...all('long', 'mimecast.task.count'),
  ...all('keyword', 'mimecast.restore.from mimecast.restore.to'),
};

/** The record of a span that was read, or of the categories that an account offers. */
const COVERAGE: Fields = {
  ...all('date', 'event.end'),
  ...all('long', 'event.duration mimecast.coverage.events mimecast.coverage.indexed mimecast.coverage.known'),
  ...all('long', 'mimecast.coverage.late.count mimecast.coverage.late.max_seconds mimecast.coverage.pages'),
  ...all('long', 'mimecast.coverage.requests mimecast.coverage.duration_ms mimecast.coverage.attempt'),
  ...all('long', 'mimecast.coverage.span.events mimecast.coverage.span.accesses mimecast.coverage.untimed'),
  ...all('long', 'mimecast.coverage.misdated mimecast.coverage.not_understood'),
  ...all('keyword', 'mimecast.coverage.provider_domains'),
  ...all('keyword', 'mimecast.coverage.categories mimecast.coverage.query_hash mimecast.coverage.manifest'),
  ...all('keyword', 'mimecast.coverage.previous_manifest mimecast.coverage.run_id'),
  ...all('keyword', 'mimecast.coverage.artifact.id mimecast.coverage.artifact.url mimecast.categories'),
};

/** A finding. Details that are not named here become keywords or numbers with the first document that has them. */
const FINDING: Fields = {
  ...all('long', 'event.severity mimecast.finding.late_seconds mimecast.finding.skew_seconds mimecast.finding.status'),
  ...all('keyword', 'rule.name mimecast.finding.kind mimecast.finding.subject mimecast.finding.severity'),
  ...all('keyword', 'mimecast.finding.events mimecast.finding.manifest mimecast.finding.category'),
  ...all(
    'keyword',
    'mimecast.finding.covered_by mimecast.finding.received_by mimecast.finding.held_hash mimecast.finding.read_hash',
  ),
  ...all('keyword', 'mimecast.finding.changed_fields mimecast.finding.error_type mimecast.finding.field'),
  ...all('keyword', 'mimecast.finding.kept mimecast.finding.change mimecast.finding.session mimecast.finding.tickets'),
  ...all('keyword', 'mimecast.finding.rules mimecast.finding.seen_first mimecast.finding.acknowledged_by'),
  ...all('keyword', 'mimecast.finding.url mimecast.finding.session_events mimecast.finding.matter'),
  ...all(
    'long',
    'mimecast.finding.issue mimecast.finding.acts mimecast.finding.unapproved mimecast.finding.content_acts',
  ),
  ...all('date', 'mimecast.finding.from mimecast.finding.to mimecast.finding.since mimecast.finding.acknowledged_at'),
  // Made of times of events, which may be beyond what a date can hold; event.start is the first as a date.
  ...all('keyword', 'mimecast.finding.first mimecast.finding.last'),
  // Somebody's own words, of any length.
  ...all('match_only_text', 'mimecast.finding.reason'),
};

/** The three streams by the word in their names. */
export const DATASETS = ['audit', 'coverage', 'finding'] as const;
export type Dataset = (typeof DATASETS)[number];

/** Every field of a stream's documents that has a type of its own. */
export const FIELDS: Readonly<Record<Dataset, Fields>> = {
  audit: { ...FRAME, ...AUDIT },
  coverage: { ...FRAME, ...COVERAGE },
  finding: { ...FRAME, ...FINDING },
};
