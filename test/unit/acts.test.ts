import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accessOf, actOf } from '../../src/access/acts.ts';
import { type AuditEvent, PROVIDER_DOMAINS } from '../../src/event.ts';
import type { ActKind } from '../../src/session.ts';
import { parseEvent } from '../event.ts';

interface Wording {
  readonly name: string;
  readonly provider: boolean;
  readonly event: Record<string, unknown>;
}

const WORDINGS = readFileSync(new URL('../fixtures/events/wordings.ndjson', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Wording);

function wording(name: string): AuditEvent {
  const found = WORDINGS.find((one) => one.name === name);
  if (!found) throw new Error(`no wording ${name}`);
  return parseEvent(found.event);
}

const EVENT = { id: 'eN1', user: 'a@mimecast.local', eventTime: '2026-11-24T09:05:31+0000' };

describe('what an act is', () => {
  it.each<[string, ActKind, boolean]>([
    ['support-login-offset-0100', 'signed-in', false],
    ['support-login-failed', 'sign-in-failed', false],
    ['support-login-empty-text', 'signed-in', false],
    ['support-logout', 'signed-out', false],
    ['access-logs-unknown-type', 'unknown', false],
    ['provider-person-logon', 'signed-in', false],
    ['provider-person-logon-failed', 'sign-in-failed', false],
    ['logon-challenge', 'signed-in', false],
    ['logon-device-enrolled', 'unknown', false],
    ['logon-device-enrolment-failed', 'unknown', false],
    ['feed-download-customer', 'exported', false],
    ['report-created-by-provider-person', 'changed', false],
    ['directory-sync-no-user', 'unknown', false],
    ['page-export', 'exported', false],
    ['remediation-manual', 'changed', false],
    ['api-application-updated', 'changed', false],
    ['mailbox-restore-by-provider-person', 'changed', true],
    ['mailbox-export-download', 'exported', true],
    ['archive-task-changed', 'changed', false],
    ['case-viewed', 'seen', false],
    ['review-set-viewed', 'seen', false],
    ['search-executed', 'seen', false],
    ['review-set-messages-inspected', 'seen', false],
    ['message-viewed-by-provider-person', 'seen', true],
    ['message-sender-name-holds-labels', 'seen', true],
    ['folder-deleted', 'changed', false],
    ['password-reset-by-provider-person', 'changed', false],
    ['connector-failed-by-provider-person', 'changed', false],
    ['policy-created', 'changed', false],
    ['policy-changed-by-provider-person', 'changed', false],
    ['policy-deleted-by-provider-person', 'changed', false],
    ['domain-adjustments', 'changed', false],
    ['profile-group-unlink', 'changed', false],
    ['unknown-type-and-category', 'unknown', false],
  ])('%s: %s, content %s', (name, kind, content) => {
    expect(actOf(wording(name))).toMatchObject({ kind, content });
  });

  it.each([
    ['Case Action', 'Deleted Case - Case: x'],
    ['Message Action', 'Forwarded Message - x'],
    ['Folder Log Entry', 'Action Performed - Renamed x'],
    [undefined, 'Viewed Case - Case: x'],
  ])('is not guessed: %s, %s', (auditType, eventInfo) => {
    expect(actOf(parseEvent({ ...EVENT, auditType, eventInfo }))?.kind).toBe('unknown');
  });

  it('takes a message as seen with its content unless the text denies it', () => {
    const view = (end: string) =>
      actOf(parseEvent({ ...EVENT, auditType: 'Message Action', eventInfo: `Viewed Message - Source: Search${end}` }));
    expect(view('')?.content).toBe(true);
    const mail = ', From: <A> a@example.net, To: <B> b@example.com, Subject: x, Processed: 2026-11-24 09:00:00+0000';
    const tail = ', Date: 2026-11-24, Time: 09:05:31+0000, IP: 192.0.2.1, Application: x';
    expect(view(`${mail}, Viewed Content: False${tail}`)?.content).toBe(false);
    expect(view(`${mail}, Viewed Content: True${tail}`)?.content).toBe(true);
  });

  it.each<[string, string, ActKind, boolean]>([
    ['User Logged On', 'Action Performed - Deleted policy Block by a@mimecast.local<A>', 'changed', false],
    ['Mimecast Support Login', 'a@mimecast.local logged into this account. Exported mailbox x', 'exported', true],
    ['User Logged On', 'Viewed Message - Source: Search, Viewed Content: True', 'seen', true],
    ['User Logged On', 'Viewed Message - Source: Search, Viewed Content: False', 'seen', false],
    ['User Logged On', 'Viewed Message, Viewed Content: False, Viewed Content: True', 'seen', true],
    ['Mimecast Support Logout', 'Viewed Case - Name: Q3', 'seen', false],
    ['Archive Mailbox Export Download', 'Viewed Message, Viewed Content: False', 'exported', true],
    ['Page Data Exports', 'Viewed Message, Viewed Content: False', 'exported', true],
    ['Case Action', 'Viewed Case - Name: Q3, Updated policy Block', 'changed', false],
    ['Case Action', 'Viewed Case - Name: Q3, Downloaded x', 'exported', false],
    ['Search Action', 'Executed Search - Source: x; Viewed Content: True', 'seen', true],
    [
      'Logon Authentication Failed',
      'Failed authentication for a@mimecast.local <A>, Restored a policy',
      'changed',
      false,
    ],
    ['Existing Policy Changed', 'Downloaded all', 'exported', false],
  ])('is the graver of type and text: %s, %s', (auditType, eventInfo, kind, content) => {
    expect(actOf(parseEvent({ ...EVENT, auditType, eventInfo }))).toMatchObject({ kind, content });
  });

  it('is no more than its type where names and subjects have such words', () => {
    const tail = ', Date: 2026-11-24, Time: 09:05:31+0000, IP: 192.0.2.1, Application: x';
    const subject = 'Exported: Deleted policy, Viewed Content: True';
    const mail = `, From: <A> a@example.net, To: <B> b@example.com, Subject: ${subject}, Processed: 2026-11-24 09:00:00+0000`;
    const eventInfo = `Viewed Message - Source: Search${mail}, Viewed Content: False${tail}`;
    expect(actOf(parseEvent({ ...EVENT, auditType: 'Message Action', eventInfo }))).toMatchObject({
      ...{ kind: 'seen', content: false },
    });
    const one = { auditType: 'Case Action', eventInfo: `Viewed Case - Case: Deleted mails, exported${tail}` };
    expect(actOf(parseEvent({ ...EVENT, ...one }))).toMatchObject({ kind: 'seen', content: false });
  });

  it('has no act without a time', () => {
    expect(actOf(wording('eventtime-empty'))).toBeUndefined();
  });

  it('says what, from where, and how it ended', () => {
    expect(actOf(wording('connector-failed-by-provider-person'))).toMatchObject({ outcome: 'failure' });
    expect(actOf(wording('support-login-ip-word'))?.address).toBe('Unknown');
    expect(actOf(wording('support-login-ip-null'))?.address).toBeUndefined();
    const two = actOf(wording('page-export-by-provider-person-two-ips'));
    expect(two?.address).toMatch(/^[\d.:a-f]+$/);
    expect(two?.moreAddresses).toHaveLength(1);
    expect(two?.moreAddresses).not.toContain(two?.address);
  });

  it('keeps hostile text as plain data, but not more than 200 characters of it', () => {
    const event = {
      ...EVENT,
      id: 'x'.repeat(5000),
      auditType: '<img src=x>\n::error::\u202e',
      category: '🦉'.repeat(5000),
      eventInfo: `Viewed Case - Case: ${'z'.repeat(5000)}, Date: 2026-11-24, Time: 09:05:31+0000, IP: 192.0.2.1, Application: a`,
    };
    const act = actOf(parseEvent(event));
    expect(act?.auditType).toBe(event.auditType);
    expect(Array.from(act?.category ?? '')).toHaveLength(200);
    expect(act?.id).toBeUndefined();
    expect(act?.object?.length ?? 0).toBeLessThanOrEqual(200);
  });
});

describe('a provider access', () => {
  it('is what the corpus says, for every wording', () => {
    expect(WORDINGS.length).toBeGreaterThan(100);
    for (const { name, event, provider } of WORDINGS) {
      expect([name, accessOf(parseEvent(event), PROVIDER_DOMAINS) !== undefined]).toEqual([name, provider]);
    }
  });

  const text = (by: string) =>
    `Action Performed - Deleted Spare List by ${by}<x> Date: 2026-10-20 Time: 19:26:49 +0100 IP: 192.0.2.15 Application: Administration Console`;
  const act = { auditType: 'Folder Log Entry', category: 'profile_group_logs', eventTime: EVENT.eventTime };

  it.each([
    ['', 'T.Marrowby@mimecast.local', true],
    [undefined, 'tmarrowby@MIMECAST.com', true],
    ['  ', 'tmarrowby@mimecast.com', true],
    ['', 'ann@example.com', false],
    ['', 'ann@mimecast.com.example.com', false],
    ['ann@example.com', 'tmarrowby@mimecast.local', true],
    ['Automated Task Manager', 'tmarrowby@mimecast.local', true],
    // An approval of the one must not cover the other.
    ['oquillfeather@mimecast.local', 'tmarrowby@mimecast.local', true],
    ['tmarrowby@mimecast.local', 'marrowby@mimecast.local', true],
  ])('by user "%s" and a text by %s: %s', (user, by, provider) => {
    const access = accessOf(parseEvent({ ...act, user, eventInfo: text(by) }), PROVIDER_DOMAINS);
    expect(access !== undefined).toBe(provider);
    if (provider) expect(access?.person).toBe(by);
  });

  it('is not one because an outsider wrote an address into a text', () => {
    const eventInfo = text('ann@example.com').replace('<x>', '<x by tmarrowby@mimecast.local<y>>');
    expect(accessOf(parseEvent({ ...act, user: 'ann@example.com', eventInfo }), PROVIDER_DOMAINS)).toBeUndefined();
    // Where nothing tells which of the two it was, a person decides.
    expect(accessOf(parseEvent({ ...act, user: '', eventInfo }), PROVIDER_DOMAINS)?.doubtful).toBe(true);
  });

  it('names nobody where nobody is named', () => {
    const event = parseEvent({ category: 'mimecast_access_logs', eventTime: EVENT.eventTime });
    expect(accessOf(event, [])).toMatchObject({ person: undefined, act: { kind: 'unknown' } });
  });
});
