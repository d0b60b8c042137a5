import { messageOf } from '../errors.ts';
import type { Clock } from '../runner/clock.ts';
import type { Http } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';
import type { Acknowledgement, JudgedSession } from '../session.ts';
import type { IssueSettings } from '../settings/access.ts';
import { isPublic } from './answer.ts';
import { createApi, GitHubError } from './api.ts';
import { createInsiders } from './insiders.ts';
import { draftOf, mergedComment, type TextOptions } from './issue-text.ts';
import { type Asking, issuesOf, type KnownIssue, listKnown, talkAbout } from './known-issues.ts';
import { tenantMark } from './marker.ts';
import { createOpener, type Opener } from './opening.ts';
import { SILENCE } from './talk.ts';
import { upkeepOf } from './upkeep.ts';

export interface IssueOptions {
  readonly settings: IssueSettings;
  /** Of this run, in any order. */
  readonly judged: readonly JudgedSession[];
  readonly tenant: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly runUrl: string | undefined;
  readonly artifactUrl: string | undefined;
  /** As `apiBaseOf` gives it. */
  readonly apiUrl: string | undefined;
  /** Nothing is written, and the log says what would be. */
  readonly dryRun: boolean;
  readonly http: Http;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What became of the issues. */
export interface KeptIssues {
  readonly opened: number;
  /** Written again, closed or opened again. */
  readonly updated: number;
  /** By id of the session: those of this run, and earlier ones whose issue is still looked at. */
  readonly acknowledged: ReadonlyMap<string, Acknowledgement>;
  /** By id of the session, the page of its issue. */
  readonly links: ReadonlyMap<string, string>;
  /** Sentences on what could not be done; undefined if all was. */
  readonly problem: string | undefined;
}

/** So that a mistake in the approvals file does not fill a repository in one morning. */
const MOST_NEW = 20;
/** Closed issues whose comments are read, of this run's sessions and of earlier ones. */
const MOST_TALKS = 100;
/** How far back issues are looked at: what Mimecast gives out, and so what a run may see again. */
const LOOK_BACK_MS = 60 * 86_400_000;
const DAY_MS = 86_400_000;

/**
 * Keeps one GitHub issue for each session that is unexplained or against the policy, and takes the reasons for which people
 * closed theirs. Safe to repeat: an issue is found again by its hidden line.
 * Never throws for GitHub's faults, nor when the signal aborts: each becomes a sentence.
 */
export async function keepIssues(options: IssueOptions): Promise<KeptIssues> {
  const keeper = new Keeper(options);
  try {
    await keeper.keep();
  } catch (error) {
    if (!(error instanceof GitHubError) && !options.signal.aborted) throw error;
    keeper.problems.add(messageOf(error));
  }
  const { opened, updated, acknowledged, links, problems } = keeper;
  return { opened, updated, acknowledged, links, problem: problems.size === 0 ? undefined : [...problems].join(' ') };
}

/** One run's work on the issues, and what has become of them so far. */
class Keeper {
  opened = 0;
  updated = 0;
  readonly acknowledged = new Map<string, Acknowledgement>();
  readonly links = new Map<string, string>();
  readonly problems = new Set<string>();
  readonly #options: IssueOptions;
  #talks = 0;

  constructor(options: IssueOptions) {
    this.#options = options;
  }

  async keep(): Promise<void> {
    const { settings, judged, tenant, apiUrl, clock, log } = this.#options;
    if (apiUrl === undefined) throw new GitHubError('GITHUB_API_URL is not an https address.', { final: true });
    const { repository, token, labels } = settings;
    const api = createApi({ ...this.#options, base: apiUrl, token });
    const asking: Asking = { api, repository, belongs: createInsiders(api, repository) };

    const what = 'to tell who may see the repository';
    const audience = isPublic(await api.ask({ method: 'GET', path: `/repos/${repository}`, what }))
      ? 'public'
      : 'private';
    if (audience === 'public') {
      log.info(`${repository} is public: its issues get times, counts and verdicts only, no persons and no acts.`);
    }
    const oldest = Math.min(clock.now() - LOOK_BACK_MS, ...judged.map(({ session }) => session.first - DAY_MS));
    const wanted = { label: labels[0], since: Math.max(0, oldest), tenantMark: tenantMark(tenant) };
    const known = await listKnown(asking, wanted);

    const fresh: JudgedSession[] = [];
    const seen = new Set<KnownIssue>();
    for (const one of [...judged].sort(byWeight)) {
      const [main, ...others] = issuesOf(one.session, known.all);
      if (main === undefined) {
        if (isBad(one)) fresh.push(one);
        continue;
      }
      for (const issue of [main, ...others]) seen.add(issue);
      await this.#orGoOn(() => this.#tend(asking, one, main, audience));
      for (const other of others) await this.#orGoOn(() => this.#merge(asking, one, main, other));
    }
    await this.#open(fresh, known.whole, createOpener(api, settings, log), audience);
    await this.#learn(
      asking,
      known.all.filter((issue) => !seen.has(issue)),
    );
  }

  /** One issue's fault is told, and the others go on. */
  async #orGoOn(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof GitHubError) || error.final) throw error;
      this.problems.add(error.message);
    }
  }

  /** Does what is due in an issue that is there. */
  async #tend(
    asking: Asking,
    judged: JudgedSession,
    known: KnownIssue,
    audience: TextOptions['audience'],
  ): Promise<void> {
    const { issue, marker } = known;
    const { id } = judged.session;
    if (issue.url !== undefined) this.links.set(id, issue.url);
    this.#talks += issue.open ? 0 : 1;
    const talk = issue.open ? SILENCE : await talkAbout(asking, issue);
    const draft = draftOf(judged, { ...this.#options, audience });
    const { say, comment, change, acknowledged, unexplainedClose } = upkeepOf(
      judged,
      { open: issue.open, marker },
      draft,
      talk,
      audience,
    );
    if (acknowledged !== undefined) this.acknowledged.set(id, acknowledged);
    if (unexplainedClose) {
      this.#options.log.warn(
        `Issue #${issue.number} was closed again without a reason: its access stays unacknowledged until somebody comments "reason: …" there.`,
      );
    }
    if (say === undefined) return;
    await this.#write(asking, issue.number, say, comment, change);
  }

  /** Closes an issue whose session turned out to be a part of another one. */
  async #merge(asking: Asking, judged: JudgedSession, main: KnownIssue, other: KnownIssue): Promise<void> {
    if (!other.issue.open || judged.verdict === 'not-judged') return;
    const { number } = main.issue;
    const change = { state: 'closed', state_reason: 'not_planned' };
    await this.#write(
      asking,
      other.issue.number,
      `is a part of issue #${number}: closed`,
      mergedComment(number),
      change,
    );
  }

  async #write(
    { api, repository }: Asking,
    number: number,
    say: string,
    comment: string | undefined,
    change: object | undefined,
  ): Promise<void> {
    const { dryRun, log } = this.#options;
    log.info(`${dryRun ? 'Dry run, not done: issue' : 'Issue'} #${number} ${say}`);
    if (dryRun) return;
    const path = `/repos/${repository}/issues/${number}`;
    if (comment !== undefined) {
      const what = `to comment on issue ${number}`;
      await api.ask({ method: 'POST', path: `${path}/comments`, body: { body: comment }, what });
    }
    if (change !== undefined) await api.ask({ method: 'PATCH', path, body: change, what: `to change issue ${number}` });
    this.updated += 1;
  }

  /** Opens issues for sessions that have none, the weightiest first. */
  async #open(
    fresh: readonly JudgedSession[],
    whole: boolean,
    open: Opener,
    audience: TextOptions['audience'],
  ): Promise<void> {
    if (fresh.length === 0) return;
    const { dryRun, log } = this.#options;
    if (!whole) {
      this.problems.add(
        'There are more than 5000 issues with this label, so it is not known which accesses have one: no new one is opened. Give another label with the input issue-labels.',
      );
      return;
    }
    for (const judged of fresh.slice(0, MOST_NEW)) {
      const draft = draftOf(judged, { ...this.#options, audience });
      if (dryRun) {
        log.info(`Dry run, not done: open an issue "${draft.title}"`);
        continue;
      }
      await this.#orGoOn(async () => {
        const { number, url } = await open(draft);
        this.opened += 1;
        if (url !== undefined) this.links.set(judged.session.id, url);
        log.info(`Issue #${number} opened: ${draft.title}`);
      });
    }
    const left = fresh.length - MOST_NEW;
    if (left > 0) {
      this.problems.add(
        `${left} more ${left === 1 ? 'access has' : 'accesses have'} no issue yet, since one run opens at most ${MOST_NEW}: the next run that sees them goes on.`,
      );
    }
  }

  /** Takes the reasons of issues whose sessions this run does not see, newest first. */
  async #learn(asking: Asking, earlier: readonly KnownIssue[]): Promise<void> {
    const closed = earlier
      .filter(({ issue }) => !issue.open && issue.comments > 0)
      .sort((one, other) => other.issue.number - one.issue.number);
    for (const { issue, marker } of closed.slice(0, Math.max(0, MOST_TALKS - this.#talks))) {
      await this.#orGoOn(async () => {
        const { reason } = await talkAbout(asking, issue);
        if (reason === undefined) return;
        this.acknowledged.set(marker.session, reason);
        if (issue.url !== undefined) this.links.set(marker.session, issue.url);
      });
    }
  }
}

function isBad({ verdict }: JudgedSession): boolean {
  return verdict === 'unexplained' || verdict === 'against-policy';
}

/** Against the policy first, then the newest. */
function byWeight(one: JudgedSession, other: JudgedSession): number {
  const rule = ({ verdict }: JudgedSession) => Number(verdict === 'against-policy');
  return rule(other) - rule(one) || other.session.first - one.session.first;
}
