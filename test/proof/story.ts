import fc from 'fast-check';

/** How an act of the provider is written, so that it may be taken for somebody else's. */
export const DISGUISES = {
  plain: (who: string) => who,
  'upper case': (who: string) => who.toUpperCase(),
  blanks: (who: string) => `  ${who} `,
  brackets: (who: string) => `Tamsin Marrowby <${who}>`,
  dot: (who: string) => `${who}.`,
  'with a label': (who: string) => `${who} (Mimecast Support)`,
  quotes: (who: string) => `"${who}"`,
  semicolon: (who: string) => `${who};`,
  comma: (who: string) => `${who},`,
  slash: (who: string) => `${who}/support`,
  external: (who: string) => `${who}#EXT#`,
  port: (who: string) => `${who}:443`,
  'a second one behind': (who: string) => `${who} clerk@harbourlight.example`,
  console: (who: string) => `Tamsin Marrowby <${who}> via Console`,
} as const;

/** What a row can look like; of some nothing can be understood. */
const SHAPES = [
  ...(['whole', 'text is an object', 'user is a list', 'other names', 'a text', 'a list'] as const),
  /** Nothing but the question that it answers tells whose it is. */
  'as a customer of another category',
] as const;
/** The time that an act is given. */
const TIMES = ['right', 'none', 'unreadable', '2099', '1999', '4 days before', '2 days after'] as const;

export interface Act {
  readonly disguise: keyof typeof DISGUISES;
  readonly shape: (typeof SHAPES)[number];
  readonly time: (typeof TIMES)[number];
  readonly kind: 'log-on' | 'look' | 'content';
}

interface Day {
  readonly honest: number;
  readonly acts: readonly Act[];
  /** What becomes of the run that reads it. */
  readonly run: 'whole' | 'cut' | 'none' | 'cancelled';
}

const LOSSES = [
  'none',
  'everything',
  'half',
  'acts',
  'acts, and others in their place',
  'acts, and copies of the others',
  'coverage',
  'no counts',
  'forged content',
] as const;

/** What happened, and who asks for what afterwards. */
export interface Story {
  readonly days: readonly Day[];
  /** Who reads the same account, one after the other; the report is for the last. */
  readonly tenants: readonly ('acme' | 'other')[];
  readonly categories: 'all' | 'mimecast_access_logs' | 'case_review_logs' | 'mimecast_access_logs,case_review_logs';
  readonly query: string | undefined;
  /** Deliver to Elastic, or keep evidence only. */
  readonly elastic: boolean;
  readonly loss: (typeof LOSSES)[number];
  readonly report: 'elastic' | 'evidence' | 'both' | 'evidence of the first day';
  /** Page and CSV are looked at too; else only what decides, the summary and the JSON. */
  readonly rendered: boolean;
}

const act: fc.Arbitrary<Act> = fc.record({
  disguise: fc.constantFrom(...(Object.keys(DISGUISES) as (keyof typeof DISGUISES)[])),
  shape: fc.oneof({ weight: 3, arbitrary: fc.constant('whole' as const) }, fc.constantFrom(...SHAPES)),
  time: fc.oneof({ weight: 3, arbitrary: fc.constant('right' as const) }, fc.constantFrom(...TIMES)),
  kind: fc.constantFrom('log-on', 'look', 'content'),
});

/** Stories in which the provider may have been there. */
export const stories = (rendered: fc.Arbitrary<boolean>): fc.Arbitrary<Story> =>
  fc.record({
    rendered,
    days: fc.array(
      fc.record({
        honest: fc.integer({ min: 0, max: 4 }),
        acts: fc.array(act, { maxLength: 2 }),
        run: fc.oneof(
          { weight: 6, arbitrary: fc.constant('whole' as const) },
          fc.constantFrom('cut' as const, 'none' as const, 'cancelled' as const),
        ),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    tenants: fc.oneof(
      { weight: 4, arbitrary: fc.constant(['acme' as const]) },
      fc.constantFrom(['other' as const, 'acme' as const], ['acme' as const, 'other' as const]),
    ),
    categories: fc.oneof(
      { weight: 3, arbitrary: fc.constant('all' as const) },
      fc.constantFrom(
        'mimecast_access_logs' as const,
        'case_review_logs' as const,
        'mimecast_access_logs,case_review_logs' as const,
      ),
    ),
    query: fc.oneof({ weight: 5, arbitrary: fc.constant(undefined) }, fc.constant('clerk')),
    elastic: fc.boolean(),
    loss: fc.constantFrom(...LOSSES),
    report: fc.constantFrom('elastic', 'evidence', 'both', 'evidence of the first day'),
  });

/** Stories of months in which nobody came, and all was read, kept and asked for. */
export const honestStories = (rendered: fc.Arbitrary<boolean>): fc.Arbitrary<Story> =>
  fc.record({
    rendered,
    days: fc.array(
      fc.record({
        honest: fc.integer({ min: 0, max: 6 }),
        acts: fc.constant([]),
        run: fc.constant('whole' as const),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    tenants: fc.constant(['acme' as const]),
    categories: fc.constant('all' as const),
    query: fc.constant(undefined),
    elastic: fc.boolean(),
    loss: fc.constant('none' as const),
    report: fc.constantFrom('elastic', 'evidence', 'both'),
  });
