import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { renderAccountJson } from '../../src/report/account-json.ts';
import { accountOf, dayAccount, emptyMonth } from '../fixtures/account.ts';
import given from '../fixtures/cases/b24-report.json' with { type: 'json' };
import { hostileTexts } from '../fixtures/hostile.ts';

type Json = Record<string, never>;

function jsonOf(account: Parameters<typeof renderAccountJson>[0]): Json {
  return JSON.parse(renderAccountJson(account)) as Json;
}

describe('access.json', () => {
  it('has moments as ISO 8601, spans as pairs, null for what is not known', () => {
    expect(jsonOf(emptyMonth(false))).toMatchObject({
      format: 1,
      period: ['2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'],
      made: '2026-12-01T04:15:00Z',
      verdict: { title: 'Not proven', proven: false },
      completeness: {
        complete: false,
        holes: [['2026-11-12T09:00:00Z', '2026-11-12T12:00:00Z']],
        compared: false,
        notCompared: 'Elastic could not be asked what it holds.',
      },
      sessions: [],
    });
    expect(jsonOf({ ...emptyMonth(true), run: undefined, approvals: undefined })).toMatchObject({
      run: null,
      approvals: null,
      completeness: { compared: true, notCompared: null },
    });
  });

  it('has every session with its acts, approvals and verdict', () => {
    const { sessions } = jsonOf(dayAccount()) as unknown as { sessions: Json[] };
    expect(sessions).toMatchObject([
      { verdict: 'against-policy', seconds: 1947, actCount: 7, contentActs: 3, firsts: ['network'] },
      {
        verdict: 'expected',
        approvedBy: [{ acts: 4, approval: { ticket: 'CASE-4471', from: '2026-10-15T07:00:00Z' } }],
      },
      { verdict: 'unexplained', unapproved: 5, acknowledged: null },
    ]);
    expect(sessions[0]?.acts).toHaveLength(7);
  });

  it('keeps texts exactly, those of case B24 and all hostile ones', () => {
    for (const text of [...given.cells, ...hostileTexts()]) {
      const { sessions } = jsonOf(accountOf(text)) as unknown as { sessions: { acts: { object: string }[] }[] };
      expect(sessions[0]?.acts[0]?.object).toBe(text);
    }
  });

  it('gives the same bytes for the same account, in lines, without a raw control character', () => {
    expect(renderAccountJson(dayAccount())).toBe(renderAccountJson(dayAccount()));
    expect(renderAccountJson(accountOf('\u001B\r\u0000'))).not.toMatch(/[^\P{Cc}\n]/u);
    expect(renderAccountJson(dayAccount())).toMatch(/^\{\n {2}"format": 1,\n[\s\S]*\n\}\n$/);
  });

  it('can be asked with jq as the page says', () => {
    const filter = '.sessions[] | select(.verdict != "expected") | .person';
    const answer = execFileSync('jq', ['-r', filter], { input: renderAccountJson(dayAccount()), encoding: 'utf8' });
    expect(answer).toBe('tmarrowby@mimecast.local\noquillfeather@mimecast.local\n');
  });
});
