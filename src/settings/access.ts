import { PROVIDER_DOMAINS } from '../event.ts';
import type { Inputs } from './names.ts';
import type { RunSettings } from './run.ts';
import { booleanOf, fault, lineOf, refusal } from './words.ts';

/** How GitHub issues about accesses are made. */
export interface IssueSettings {
  /** Of the repository that the workflow runs in: `owner/name`. */
  readonly repository: string;
  readonly token: string;
  readonly labels: readonly string[];
  /** Logins. */
  readonly assignees: readonly string[];
}

/** Understands `provider-domains`: domains by comma or line, in lower case. @throws SettingsError */
export function providerDomainsOf(value: string | undefined): readonly string[] {
  if (value === undefined) return PROVIDER_DOMAINS;
  const domains = listOf(value).map((domain) => domain.toLowerCase().replace(/^@/, ''));
  if (domains.length === 0 || !domains.every((domain) => /^(?:[a-z0-9_-]{1,63}\.)+[a-z0-9-]{1,63}$/.test(domain))) {
    throw refusal('provider-domains', value, 'allowed are domains such as mimecast.com, by comma or line');
  }
  return [...new Set(domains)];
}

/** Understands `open-issues`, `issue-labels` and `issue-assignees`; undefined if no issues are wanted. @throws SettingsError */
export function issuesOf(
  inputs: Inputs,
  token: string | undefined,
  run: RunSettings | undefined,
): IssueSettings | undefined {
  const labels = listOf(inputs['issue-labels'] ?? 'provider-access').map((label) => lineOf('issue-labels', label, 50));
  const assignees = listOf(inputs['issue-assignees'] ?? '').map((login) => login.replace(/^@/, ''));
  if (!assignees.every((login) => /^[A-Za-z0-9_-]{1,100}$/.test(login))) {
    throw refusal('issue-assignees', inputs['issue-assignees'] ?? '', 'allowed are GitHub logins, by comma or line');
  }
  if (!booleanOf('open-issues', inputs['open-issues'] ?? 'false')) return undefined;
  if (token === undefined) {
    throw fault('github-token', 'is missing: open-issues needs a token with permissions: issues: write');
  }
  if (run?.repository === undefined) {
    throw fault(
      'open-issues',
      'is true, but GITHUB_REPOSITORY does not name a repository: this works in GitHub Actions only',
    );
  }
  return { repository: run.repository, token, labels: [...new Set(labels)], assignees: [...new Set(assignees)] };
}

function listOf(value: string): string[] {
  return value
    .split(/[,\r\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
}
