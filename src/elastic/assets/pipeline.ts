import type { JsonObject } from './mapping.ts';

/** The processors that the pipeline needs: of the modules ingest-common and ingest-geoip, which a server may lack. */
export const PROCESSORS = ['set', 'geoip', 'rename'];

/** What the city database knows and our mapping names. */
const CITY = ['continent_name', 'country_iso_code', 'country_name', 'region_iso_code', 'region_name', 'city_name'];

/**
 * The ingest pipeline of audit events: when Elastic took it, and where its address is. No step can fail a document; where the
 * database is missing or too old the server puts a tag that says so
 * (https://www.elastic.co/docs/reference/enrich-processor/geoip-processor).
 */
export function pipelineBody(): JsonObject {
  return {
    description:
      'Adds to audit events of Mimecast when they came and where their addresses are; never fails a document',
    processors: [
      { set: { field: 'event.ingested', copy_from: '_ingest.timestamp', ignore_failure: true } },
      ...placesOf('source'),
      ...placesOf('client'),
    ],
  };
}

function placesOf(field: 'source' | 'client'): JsonObject[] {
  const steady = { ignore_missing: true, ignore_failure: true };
  return [
    { geoip: { field: `${field}.ip`, target_field: `${field}.geo`, properties: [...CITY, 'location'], ...steady } },
    {
      geoip: {
        field: `${field}.ip`,
        target_field: `${field}.as`,
        database_file: 'GeoLite2-ASN.mmdb',
        properties: ['asn', 'organization_name'],
        ...steady,
      },
    },
    // ECS has other names for them.
    { rename: { field: `${field}.as.asn`, target_field: `${field}.as.number`, ...steady } },
    { rename: { field: `${field}.as.organization_name`, target_field: `${field}.as.organization.name`, ...steady } },
  ];
}
