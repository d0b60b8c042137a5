import { messageOf } from '../errors.ts';
import type { Matter, OpenIssue } from '../matter.ts';
import type { Clock } from '../runner/clock.ts';
import type { Http } from '../runner/http.ts';
import type { Log } from '../runner/log.ts';
import type { Acknowledgement, JudgedSession } from '../session.ts';
import type { IssueSettings } from '../settings/access.ts';
import { isPublic } from './answer.ts';
import { createApi, type GitHubApi, GitHubError } from './api.ts';
import { ownLogin } from './identity.ts';
import { mergedComment, type TextOptions } from './issue-text.ts';
import { type Asking, isOwnText, issuesOf, type KnownIssue, listKnown, talkAbout } from './known-issues.ts';
import { tenantMark } from './marker.ts';
import { createOpener, type Opener } from './opening.ts';
import { SILENCE } from './talk.ts';
import { findingTopic, sessionTopic, type Topic } from './topic.ts';
import { upkeepOf } from './upkeep.ts';
import { createWriters } from './writers.ts';

export interface IssueOptions {
  readonly settings: IssueSettings;
  /** Of this run, in any order. */
  readonly judged: readonly JudgedSession[];
  /** Sessions that an earlier run told of and that this one saw again: their issues are kept, and none is opened. */
  readonly again: readonly JudgedSession[];
  /** What has to be answered beside them, raised by this run or earlier ones. */
  readonly matters: readonly Matter[];
  /** `read`: what people said is taken, and nothing is opened or written. `add`: the same run has looked at all others before. */
  readonly mode: 'keep' | 'read' | 'add';
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
  /** By id of the session or matter: those of this run, and earlier ones whose issue is still looked at. */
  readonly acknowledged: ReadonlyMap<string, Acknowledgement>;
  /** Ids of those of which GitHub could be asked whether somebody explained them. */
  readonly answered: ReadonlySet<string>;
  /** Ids of those that were explained, and have other acts since. */
  readonly outgrown: ReadonlySet<string>;
  /** By id of the session or matter, the page of its issue. */
  readonly links: ReadonlyMap<string, string>;
  /** Open issues about findings of which this run knows nothing else. */
  readonly others: readonly OpenIssue[];
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
 * Keeps one GitHub issue for each session that is unexplained or against the policy, and for each matter that is unanswered, and
 * takes the reasons for which people closed theirs. Safe to repeat: an issue is found again by its hidden line.
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
  const { opened, updated, acknowledged, answered, outgrown, links, others, problems } = keeper;
  const problem = problems.size === 0 ? undefined : [...problems].join(' ');
  return { opened, updated, acknowledged, answered, outgrown, links, others, problem };
}

/** One run's work on the issues, and what has become of them so far. */
class Keeper {
  opened = 0;
  updated = 0;
  readonly acknowledged = new Map<string, Acknowledgement>();
  readonly answered = new Set<string>();
  readonly outgrown = new Set<string>();
  readonly links = new Map<string, string>();
  readonly others: OpenIssue[] = [];
  readonly problems = new Set<string>();
  readonly #options: IssueOptions;
  #talks = 0;

  constructor(options: IssueOptions) {
    this.#options = options;
  }

  async keep(): Promise<void> {
    const { settings, judged, again, matters, mode, tenant, apiUrl, clock, log } = this.#options;
    if (apiUrl === undefined) throw new GitHubError('GITHUB_API_URL is not an https address.', { final: true });
    const { repository, token } = settings;
    const api = createApi({ ...this.#options, base: apiUrl, token, need: mode === 'read' ? 'read' : 'write' });
    const own = await ownLogin(api);
    const asking: Asking = { api, repository, own, mayWrite: createWriters(api, repository, log), log };
    const audience = await this.#audience(api);
    const old = new Set(again.map(({ session }) => session.id));
    const all = [...[...judged, ...again].map(sessionTopic), ...matters.map(findingTopic)];
    // An issue is younger than what it is about.
    const oldest = all.reduce((least, { time }) => Math.min(least, time - DAY_MS), clock.now() - LOOK_BACK_MS);
    const known = await listKnown(asking, { since: Math.max(0, oldest), tenantMark: tenantMark(tenant) });

    const fresh: Topic[] = [];
    const seen = new Set<KnownIssue>();
    for (const topic of all.sort(byWeight)) {
      const [main, ...others] = issuesOf(topic, known.all);
      if (main === undefined) {
        if (known.whole) this.answered.add(topic.id);
        if (isBad(topic) && !old.has(topic.id)) fresh.push(topic);
        continue;
      }
      for (const issue of [main, ...others]) seen.add(issue);
      await this.#orGoOn(() => this.#tend(asking, topic, main, audience));
      for (const other of others) await this.#orGoOn(() => this.#merge(asking, topic, main, other));
    }
    if (mode !== 'add') this.#noteOthers(known.all.filter((issue) => !seen.has(issue)));
    if (mode === 'read') return;
    await this.#open(fresh, known.whole, createOpener(api, settings, log), audience);
    if (mode === 'add') return;
    await this.#learn(
      asking,
      known.all.filter((issue) => !seen.has(issue)),
    );
  }

  /** Whatever became of its findings, an open issue says that nobody has answered them. */
  #noteOthers(unseen: readonly KnownIssue[]): void {
    for (const { issue, marker } of unseen) {
      const { number, open, created } = issue;
      if (marker.about !== 'finding' || marker.verdict === 'withdrawn' || !open) continue;
      this.others.push({ number, count: marker.count, since: created ?? this.#options.clock.now() });
    }
  }

  async #audience(api: GitHubApi): Promise<TextOptions['audience']> {
    const { settings, mode, log } = this.#options;
    const { repository } = settings;
    if (mode === 'read') return 'private';
    const what = 'to tell who may see the repository';
    if (!isPublic(await api.ask({ method: 'GET', path: `/repos/${repository}`, what }))) return 'private';
    log.info(`${repository} is public: its issues get times, counts and verdicts only, no persons and no acts.`);
    return 'public';
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
  async #tend(asking: Asking, topic: Topic, known: KnownIssue, audience: TextOptions['audience']): Promise<void> {
    const { issue, marker } = known;
    const { id } = topic;
    if (issue.url !== undefined) this.links.set(id, issue.url);
    this.#talks += issue.open ? 0 : 1;
    const talk = issue.open ? SILENCE : await talkAbout(asking, issue);
    const intact = talk.reason === undefined ? known.intact : await isOwnText(asking, known);
    const draft = topic.draft({ ...this.#options, audience });
    const { number, open } = issue;
    const standing = { number, open, marker, intact };
    const upkeep = upkeepOf(topic, standing, draft, talk, audience);
    const { say, comment, change, acknowledged, outgrown, unexplainedClose } = upkeep;
    this.answered.add(id);
    if (outgrown) this.outgrown.add(id);
    if (acknowledged !== undefined) this.acknowledged.set(id, acknowledged);
    if (unexplainedClose) {
      this.#options.log.warn(
        `Issue #${issue.number} was closed again without a reason: its ${topic.about === 'session' ? 'access' : 'finding'} stays unacknowledged until somebody comments "reason: …" there.`,
      );
    }
    if (say === undefined) return;
    await this.#write(asking, issue.number, say, comment, change);
  }

  /** Closes an issue whose topic turned out to be a part of another one. */
  async #merge(asking: Asking, topic: Topic, main: KnownIssue, other: KnownIssue): Promise<void> {
    if (!other.issue.open || topic.verdict === 'not-judged') return;
    const { number } = main.issue;
    const change = { state: 'closed', state_reason: 'not_planned' };
    await this.#write(
      asking,
      other.issue.number,
      `is a part of issue #${number}: closed`,
      mergedComment(topic.about, number),
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
    const { dryRun, log, mode } = this.#options;
    if (mode === 'read') return;
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

  /** Opens issues for topics that have none, the weightiest first. */
  async #open(fresh: readonly Topic[], whole: boolean, open: Opener, audience: TextOptions['audience']): Promise<void> {
    if (fresh.length === 0) return;
    const { dryRun, log } = this.#options;
    if (!whole) {
      this.problems.add(
        `More than 5000 issues of this repository were changed in the last 60 days, so it is not known which ${nounOf(fresh, 2)} have one: no new one is opened. Run this Action in a repository of its own.`,
      );
      return;
    }
    for (const topic of fresh.slice(0, MOST_NEW)) {
      const draft = topic.draft({ ...this.#options, audience });
      if (dryRun) {
        log.info(`Dry run, not done: open an issue "${draft.title}"`);
        continue;
      }
      await this.#orGoOn(async () => {
        const { number, url } = await open(draft);
        this.opened += 1;
        if (url !== undefined) this.links.set(topic.id, url);
        log.info(`Issue #${number} opened: ${draft.title}`);
      });
    }
    const left = fresh.length - MOST_NEW;
    if (left > 0) {
      this.problems.add(
        `${left} more ${nounOf(fresh.slice(MOST_NEW), left)} ${left === 1 ? 'has' : 'have'} no issue yet, since one run opens at most ${MOST_NEW}: the next run that sees them goes on.`,
      );
    }
  }

  /** Takes the reasons of issues whose topics this run does not see, newest first. */
  async #learn(asking: Asking, earlier: readonly KnownIssue[]): Promise<void> {
    const closed = earlier
      .filter(({ issue }) => !issue.open && issue.comments > 0)
      .sort((one, other) => other.issue.number - one.issue.number);
    for (const known of closed.slice(0, Math.max(0, MOST_TALKS - this.#talks))) {
      await this.#orGoOn(async () => {
        const { issue, marker } = known;
        const { reason } = await talkAbout(asking, issue);
        if (reason === undefined || !(await isOwnText(asking, known))) return;
        const { about, subject, events } = marker;
        this.acknowledged.set(subject, { ...reason, about, issue: issue.number, events });
        if (issue.url !== undefined) this.links.set(subject, issue.url);
      });
    }
  }
}

function isBad({ verdict }: Topic): boolean {
  return verdict === 'unexplained' || verdict === 'against-policy' || verdict === 'unanswered';
}

/** What topics are, in a word for so many. */
function nounOf(topics: readonly Topic[], count: number): string {
  const words = { session: ['access', 'accesses'], finding: ['finding', 'findings'] } as const;
  return [...new Set(topics.map(({ about }) => words[about][count === 1 ? 0 : 1]))].join(' or ');
}

/** The weightiest first, then the newest. */
function byWeight(one: Topic, other: Topic): number {
  return other.weight - one.weight || other.time - one.time;
}
