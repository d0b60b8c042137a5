import fc from 'fast-check';
import { play, type Said } from './play.ts';
import { honestStories, type Story, stories } from './story.ts';

/** Says no more than that nobody logged on. */
const LOGON = /No log-on|Nobody of the provider\S+ staff logged on/;

/** What gives an all-clear to somebody who reads no further. */
const ALL_CLEAR = [
  /No access, proven/,
  /: proven[,.]/,
  /proven, (?:as|the)/,
  /<strong>Proven/,
  /"proven": true/,
  /so there were no others/,
  /Nobody of the provider\S+ staff was in/,
  LOGON,
] as const;

/** Fails where an all-clear stands and some source has an act of the provider that is not told. */
export const neverFalse = (rendered: fc.Arbitrary<boolean>) =>
  fc.asyncProperty(stories(rendered), async (story) => {
    for (const said of await play(story)) expectNoFalseProof(said, story);
  });

/** Fails where nobody came, everything was read and kept, and it is not said. */
export const alwaysTrue = (rendered: fc.Arbitrary<boolean>) =>
  fc.asyncProperty(honestStories(rendered), async (story) => {
    for (const { by, texts } of await play(story)) {
      const claimed = by === 'the report' && story.report === 'elastic';
      const json = texts.get('access.json') ?? '';
      const page = story.rendered ? texts.get('access.html') : json;
      const title = claimed ? 'No access, as Elastic has it' : 'No access, proven';
      if (!page?.includes(title) || !json.includes(title)) throw new Error(`${by}: not "${title}"`);
      if (json.includes('"proven": true') === claimed) throw new Error(`${by}: "proven" is ${claimed}`);
    }
  });

function expectNoFalseProof({ by, texts, acts, logons, told }: Said, story: Story): void {
  if (acts === 0) return;
  for (const [name, text] of texts) {
    const words = ALL_CLEAR.find((one) => one.test(text) && (one !== LOGON || logons > 0));
    if (words === undefined) continue;
    // Of those who are told it may be said that there were no others; that nobody came, never.
    const isNone = /No access|No log-on|Nobody of the provider/.test(text.match(words)?.[0] ?? '');
    if (isNone || told < acts) {
      const which = story.days.map(({ acts: of }) => of.map(({ disguise, shape, time }) => [disguise, shape, time]));
      throw new Error(`${by}, ${name}: ${words} with ${told} of ${acts} acts told, ${JSON.stringify(which)}`);
    }
  }
}
