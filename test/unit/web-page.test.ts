import { describe, expect, it } from 'vitest';
import { explain } from '../../src/elastic/explain.ts';
import { fateOf } from '../../src/elastic/fate.ts';
import { isWebPage } from '../../src/runner/web-page.ts';

const page = (text: string) => isWebPage({ body: Buffer.from(text) });
const WHERE = { stream: 'logs-mimecast.audit-default', url: 'https://es.example.com', timedOut: false, timeoutMs: 1 };

describe('a web page', () => {
  it.each([
    '<!DOCTYPE html><html>',
    '\n  <HTML><head>',
    '\ufeff<html lang="en">',
    '<?xml version="1.0"?>',
    '<h1>403</h1>',
  ])('is %j', (text) => expect(page(text)).toBe(true));

  it.each(['', '{"fail":[]}', '<', '<<<', 'Forbidden', '<Successful authentication>'])('is not %j', (text) => {
    expect(page(text)).toBe(false);
  });

  it('in the place of Elasticsearch says nothing about the key, and may pass', () => {
    const error = explain({ statusCode: 403, body: '<html><body>Blocked</body></html>' }, WHERE);
    expect(error.message).toMatch(
      /^A web page answered in the place of Elasticsearch at es\.example\.com \(HTTP 403\)/,
    );
    expect(error.message).not.toMatch(/key|create_doc/);
    expect(error.passes).toBe(true);
  });
});

describe('a block for a full disk', () => {
  it.each([403, 429])('is neither a missing privilege nor final, as HTTP %i of a request', (status) => {
    const error = explain({ statusCode: status, body: { error: { type: 'cluster_block_exception' } } }, WHERE);
    expect(error.message).toMatch(/disk is full/);
    expect(error.message).not.toMatch(/key|create_doc/);
    expect(error.passes).toBe(true);
  });

  it.each([403, 429])('nor as status %i of one document', (status) => {
    const item = { id: 'a', status, result: undefined, failureStore: undefined, field: undefined };
    const fate = fateOf({ ...item, type: 'cluster_block_exception' }, 'a');
    expect(fate).toMatchObject({ kind: 'again', why: expect.stringContaining('its disk is full') });
  });

  it('is not what another 403 is', () => {
    expect(explain({ statusCode: 403, body: { error: { type: 'security_exception' } } }, WHERE).passes).toBe(false);
  });
});
