import type { Account } from '../account.ts';
import { type Html, html, outside } from '../html.ts';
import type { Section } from './section.ts';

/** What the account can't tell, so that nobody takes silence for proof. */
export function limitsSection({ categories }: Account): Section {
  const body = html`<ul>
<li>Mimecast writes the log itself. What its staff do without an entry in it, for example on the servers, in support tools or in backups, can’t be seen here.</li>
<li>Mimecast does not say why somebody came. Reasons and tickets in this account are those of your approvals file.</li>
<li>An event that Mimecast hid or changed before it was read for the first time leaves no trace. Later changes become findings.</li>
<li>Mimecast gives out 60 days. What no run read in that time can’t be read any more.</li>
<li>Kinds of acts are told from the wording of the log, and only where it leaves no doubt; “other act” means that it does.</li>
${categories === 'all' ? undefined : html`<li>Only the categories above were asked for. With <code>categories: all</code> the acts that Mimecast files elsewhere belong to the account too.</li>`}
</ul>`;
  return { id: 'limits', title: 'What this page can’t tell', body };
}

/** How to hold the account against the evidence it was made from, with standard tools. */
export function checkSection({ providerDomains, previousManifest }: Account): Section {
  const body = html`<p>A run that reads Mimecast puts this page into its folder of evidence, with <code>access.json</code>, which has all of it without cuts, and <code>access.csv</code>. (A report of a longer time is made of the evidence of several runs: check each.) Open a shell there. Has a file been changed since?</p>
${commands('sha256sum --check --quiet SHA256SUMS\nsha256sum manifest.json')}
<p>The first line says nothing if none was; the second is the hash that the summary and the log of the run name. All events of the provider, as Mimecast gave them out:</p>
${commands(accessFilter(providerDomains))}
<p>The event behind one act, by Mimecast’s id from its pointer:</p>
${commands(`jq -c 'objects | select(.id == "…")' events.ndjson`)}
<p>The sessions that nobody agreed to:</p>
${commands(`jq '.sessions[] | select(.verdict != "expected") | {id, person, first, last, verdict}' access.json`)}
${
  previousManifest === undefined
    ? undefined
    : html`<p>SHA-256 of the manifest before this one: <code>${outside(previousManifest)}</code></p>`
}`;
  return { id: 'check', title: 'How to check it', body };
}

/** The jq line that finds in events.ndjson what counts as the provider's. */
export function accessFilter(domains: readonly string[]): string {
  const names = domains.filter((domain) => /^[a-z0-9._-]+$/.test(domain)).map((domain) => `"${domain}"`);
  const ofPerson =
    names.length === 0
      ? ''
      : ` or (.user | strings | ascii_downcase | split("@") | length > 1 and (.[-1] | IN(${names.join(', ')})))`;
  return `jq -c 'objects | select(.category == "mimecast_access_logs"${ofPerson})' events.ndjson`;
}

function commands(lines: string): Html {
  return html`<pre>${lines.split('\n').map((line) => html`<code>${line}</code>\n`)}</pre>`;
}
