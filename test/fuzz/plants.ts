import type { Play } from './play.ts';
import { SUBJECT, type Subject } from './subject.ts';

// Faults of our own, each of which the fuzzer must find: or it is blind.

interface Planted {
  readonly subject?: Subject;
  readonly parts?: Play['plant'];
}

const PLANTS = {
  /** A reading of accesses that does not know a name in upper case. */
  'drops-an-act': {
    subject: {
      ...SUBJECT,
      accessOf: (event, domains) => (/[A-Z]{9}/.test(event.user ?? '') ? undefined : SUBJECT.accessOf(event, domains)),
    },
  },
  /** A source that forgets the last event of a page. */
  'drops-an-event': {
    parts: (parts) => ({
      ...parts,
      source: (...given) => {
        const source = parts.source(...given);
        return {
          read: (span, keep) => source.read(span, (page) => keep({ ...page, events: page.events.slice(0, -1) })),
        };
      },
    }),
  },
  /** A sentence that is the engine's. */
  stack: {
    subject: {
      ...SUBJECT,
      readBody: (answer) => {
        const reading = SUBJECT.readBody(answer);
        return reading.json === undefined
          ? { ...reading, problem: String(new TypeError(reading.problem).stack) }
          : reading;
      },
    },
  },
  /** A reader that never ends on a text with two half surrogates. */
  hang: {
    subject: {
      ...SUBJECT,
      readWording: (event) => {
        while (/[\ud800-\udbff](?![\udc00-\udfff])/.test(event.eventInfo ?? ''));
        return SUBJECT.readWording(event);
      },
    },
  },
  /** A reader that keeps all that it reads, many times over. */
  memory: {
    subject: {
      ...SUBJECT,
      readWording: (event) => {
        const kept: unknown[] = [];
        while ((event.eventInfo?.length ?? 0) > 1000) kept.push(Buffer.alloc(16 * 1024 * 1024, 1));
        return SUBJECT.readWording(event);
      },
    },
  },
  /** A promise that nobody waits for. */
  rejection: {
    subject: {
      ...SUBJECT,
      readBody: (answer) => {
        if (answer.body.length < 50) Promise.reject(new Error('nobody waits for this'));
        return SUBJECT.readBody(answer);
      },
    },
  },
  /** A log that shows the beginning of a secret. */
  secret: {
    parts: (parts) => ({
      ...parts,
      source: (settings, signal) => {
        parts.log.info(`Key ${settings.githubToken?.slice(0, 20)}`);
        return parts.source(settings, signal);
      },
    }),
  },
  /** Decoding that can't fail. */
  replaced: {
    subject: {
      ...SUBJECT,
      readBody: (answer) => SUBJECT.readBody({ ...answer, body: Buffer.from(answer.body.toString('utf8')) }),
    },
  },
} satisfies Record<string, Planted>;

export type PlantName = keyof typeof PLANTS;
export const PLANT_NAMES = Object.keys(PLANTS) as PlantName[];

export function planted(name: PlantName): Planted {
  return PLANTS[name];
}
