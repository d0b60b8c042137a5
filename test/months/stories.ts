import { type Person, rowOf } from '../honesty/acts.ts';
import { CATEGORIES } from '../simulator/categories.ts';
import { type Placed, seededDay } from '../simulator/data.ts';
import { defaultOauth } from '../simulator/door.ts';
import { eventTime } from '../simulator/wordings.ts';
import type { Story } from './story.ts';
import { DAY_S, startOf } from './time.ts';
import { documented } from './workflow.ts';

/** How long a play lasts, and on which days things happen. */
export interface Frame {
  readonly seed: number;
  readonly days: number;
  /** The day of the deed. */
  readonly deed: number;
}

const TAMSIN: Person = { email: 'tmarrowby@mimecast.local', from: '198.51.100.23' };
const OSRIC: Person = { email: 'oquillfeather@mimecast.local', from: '198.51.100.77' };
const CUSTOMER: Person = { email: 'ada.larch@harbourlight.example', name: 'Ada Larch', from: '192.0.2.7' };
const FILE = '.github/mimecast-approvals.yml';
const PER_DAY = 6;
/** The day on which the second month begins, 1 November. */
const SECOND_MONTH = 33;
/** Days before the set-up of which Mimecast has events. */
const BEFORE = 3;
/** Days from one visit that was agreed to, to the next. */
const VISIT_EVERY = 4;
const HOUR_MS = 3_600_000;

/** Weeks in which nothing is wrong: users' own events, and visits of the provider's that were agreed to. */
function honest({ seed, days }: Frame) {
  const placed: Placed[] = [];
  const approvals: string[] = [];
  let number = 0;
  const put = (deed: Parameters<typeof rowOf>[0], who: Person, at: number, more: Partial<Placed> = {}) => {
    number += 1;
    const event = rowOf(deed, who, at, number);
    placed.push({ event, at, ...more });
    return event;
  };
  for (let day = -BEFORE; day < days; day += 1) {
    const from = startOf(day);
    const rows = seededDay({
      seed: seed + day,
      from,
      to: from + DAY_S,
      events: PER_DAY,
      accessEvery: 0,
      packing: 'stored',
    });
    for (let row = 0; row < PER_DAY; row += 1) placed.push({ event: rows.row(row) });
    if (day % VISIT_EVERY !== 0) continue;
    for (const [index, deed] of (['sign in', 'look at a case', 'sign out'] as const).entries()) {
      put(deed, TAMSIN, from + 11 * 3600 + index * 60);
    }
    approvals.push(agreed(TAMSIN, from + 10 * 3600, from + 13 * 3600));
  }
  return { placed, approvals, put };
}

function agreed({ email }: Person, from: number, to: number): string {
  return [
    `  - ticket: CS-${from}`,
    `    person: ${email}`,
    `    from: ${eventTime(from).replace('+0000', 'Z')}`,
    `    to: ${eventTime(to).replace('+0000', 'Z')}`,
    '    may: [see]',
    '    reason: CUSTOMER_INITIATED_SUPPORT',
    '    agreed-by: mail team\n',
  ].join('\n');
}

/** Each kind of tampering in weeks of its own, after one in which nothing happens. */
export function stories(frame: Frame): Story[] {
  const { deed } = frame;
  const noon = startOf(deed) + 12 * 3600;
  const shownFrom = (day: number, hour = 0) => startOf(day) * 1000 + hour * HOUR_MS;
  const policy = `policy:\n  never: ["${OSRIC.email}"]\n`;

  /** @param change what is different from honest weeks. */
  function story(
    name: string,
    since: number | undefined,
    change: (life: ReturnType<typeof honest>) => Partial<Story> | undefined = () => undefined,
    rules = '',
  ): Story {
    const life = honest(frame);
    const more = change(life) ?? {};
    const approvals = `${documented().approvals}${life.approvals.join('')}${rules}`;
    return { name, since, placed: life.placed, approvals, ...more };
  }

  /** An event that is shown until a day, and then in another form or not at all. */
  function changed(name: string, day: number, form?: (row: Record<string, unknown>) => Record<string, unknown>) {
    return story(name, day, ({ put, placed }) => {
      const row = put('change a policy', CUSTOMER, noon, { visibleUntil: shownFrom(day) });
      const next = form?.({ ...row });
      if (next !== undefined) placed.push({ event: next, visibleFrom: shownFrom(day) });
      return undefined;
    });
  }

  /** Somebody of the provider's acts, and nobody has agreed. */
  function visit(name: string, deeds: readonly Parameters<typeof rowOf>[0][], rules = ''): Story {
    const act = ({ put }: ReturnType<typeof honest>): undefined => {
      for (const [index, one] of deeds.entries()) put(one, OSRIC, noon + index * 60);
    };
    return story(name, deed + 1, act, rules);
  }

  const late = (name: string, seen: number) =>
    story(name, seen, ({ put }) => {
      put('change a policy', CUSTOMER, noon, { visibleFrom: shownFrom(seen) });
      return undefined;
    });

  return [
    story('nothing', undefined),
    changed('hides an event on the next day', deed + 2),
    changed('hides an event after four days', deed + 5),
    changed('alters an event on the next day', deed + 2, (row) => ({ ...row, eventInfo: `${row.eventInfo} (seen)` })),
    changed('alters an event after four days', deed + 5, (row) => ({ ...row, eventInfo: `${row.eventInfo} (seen)` })),
    changed('moves an event by three hours', deed + 2, (row) => ({ ...row, eventTime: eventTime(noon + 10_800) })),
    changed('moves an event back by a week', deed + 2, (row) => ({ ...row, eventTime: eventTime(noon - 7 * DAY_S) })),
    late('shows an event two days late', deed + 2),
    late('back-dates an event by four days', deed + 4),
    story('shows a visit four days late', deed + 4, ({ put }) => {
      put('sign in', OSRIC, noon, { visibleFrom: shownFrom(deed + 4) });
      return undefined;
    }),
    visit('a session that nobody agreed to', ['sign in', 'look at a case']),
    // As the issue and the summary advise: the next daily run reads that day again.
    story('a session is approved on the next day', deed + 1, ({ put, approvals }) => {
      put('sign in', OSRIC, noon);
      put('look at a case', OSRIC, noon + 60);
      return {
        ...{ patience: 1, closes: false },
        mend({ files }) {
          const known = `${documented().approvals}${approvals.join('')}`;
          files.set(FILE, `${known}${agreed(OSRIC, noon, noon + 120)}`);
        },
      };
    }),
    visit('a session against the policy', ['sign in', 'open a message'], policy),
    visit('a failed sign-in of the provider', ['fail to sign in']),
    story('a document in Elastic is forged', deed + 2, ({ put, approvals }) => {
      const { id } = put('look at a case', TAMSIN, noon);
      approvals.push(agreed(TAMSIN, noon, noon + 60));
      return meddle(deed + 2, id, 'forge');
    }),
    story('a document in Elastic is removed', deed + 2, ({ put }) => {
      const { id } = put('change a policy', CUSTOMER, noon);
      return meddle(deed + 2, id, 'remove');
    }),
    story('Elastic refuses a document', deed + 1, ({ put }) => {
      put('change a policy', CUSTOMER, noon);
      let first: string | undefined;
      return {
        before(day, world) {
          if (day !== deed + 1) return;
          world.refused = (id) => {
            first ??= id;
            return id === first;
          };
        },
        mend(world) {
          world.refused = () => false;
        },
      };
    }),
    story('no schedule starts for 64 days', deed + 64, () => ({
      stopped: (day) => day >= deed && day < deed + 64,
    })),
    story('the clock of the machine is 20 minutes off', deed, () => {
      let isOff = true;
      return {
        skew: (day) => (day >= deed && isOff ? 20 * 60_000 : 0),
        mend() {
          isOff = false;
        },
      };
    }),
    story('Mimecast refuses the secret', deed, () => ({
      before(day, world) {
        if (day === deed) world.secret = 'revoked-client-secret';
      },
      mend(world) {
        world.secret = defaultOauth.clientSecret;
      },
    })),
    // The list is asked for once a month, and compared from the second time on.
    story('the account no longer offers a category', SECOND_MONTH, () => ({
      before(day, world) {
        if (day === SECOND_MONTH) world.categories = CATEGORIES.slice(0, -1);
      },
    })),
    story('the approvals file is taken away', deed, () => ({
      before(day, world) {
        if (day === deed) world.files.delete(FILE);
      },
      mend(world) {
        world.files.set(FILE, `${documented().approvals}${honest(frame).approvals.join('')}`);
      },
    })),
  ];
}

/** Somebody with a strong key takes a document, or puts another one in its place. */
function meddle(on: number, event: string, what: 'forge' | 'remove'): Pick<Story, 'before' | 'mend'> {
  let forged: string | undefined;
  return {
    before(day, { model, stream }) {
      if (day !== on) return;
      const found = model
        .documents(stream)
        .find(({ source }) => JSON.stringify(source).includes(JSON.stringify(event).slice(1, -1)));
      if (!found) throw new Error('The document that is to be meddled with is not there.');
      model.remove(stream, found.id);
      if (what === 'remove') return;
      const text = JSON.stringify(found.source).replaceAll('Viewed Case', 'Closed Case');
      model.put(stream, found.id, JSON.parse(text) as typeof found.source);
      forged = found.id;
    },
    // As long as it is there the event is not in Elastic, whatever reason anybody gives.
    mend({ model, stream }) {
      if (forged !== undefined) model.remove(stream, forged);
    },
  };
}
