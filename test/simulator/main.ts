import { parseArgs } from 'node:util';
import { messageOf } from '../../src/errors.ts';
import { CATEGORY_SHAPES } from './categories.ts';
import { seededDay } from './data.ts';
import { defaultHmac, defaultOauth } from './door.ts';
import { startMimecast } from './mimecast.ts';

const HELP = `A Mimecast on this machine: get-audit-events, get-categories and /oauth/token, with made-up events.

  npm run simulator -- [options]

  --port N           port on 127.0.0.1 (default: any free one)
  --api 1|2          generation whose credentials and example are printed; both are always open (default 2)
  --events N         events, spread evenly over the days (default 10000; millions are fine)
  --days N           days that end with the last midnight UTC (default 1)
  --seed N           the same seed gives the same events (default 1)
  --access-every N   one session of the provider's staff in so many events, 0 for none (default 200)
  --page-size N      most events of a page (default 500)
  --bucket N         rate limit: calls that fit into the bucket (default: no limit)
  --refill MS        rate limit: one call is put back in so many milliseconds (default 1000)
  --end-of-data M    absent, short-page or empty-page: where the last page token is (default absent)
  --categories A,B   codes that get-categories lists (default: those that are known)
  --category-shape S wrapped, split, direct, texts or paged: how it lists them (default wrapped)
  --help             this text

It prints its URL, the credentials to use and a command that runs the Action against it. End it with Ctrl-C.
`;

type Values = ReturnType<typeof readArguments>;

try {
  const values = readArguments();
  if (values.help) process.stdout.write(HELP);
  else await simulate(values);
} catch (error) {
  process.stderr.write(`${messageOf(error)}\nSee npm run simulator -- --help\n`);
  process.exitCode = 2;
}

function readArguments() {
  return parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      api: { type: 'string', default: '2' },
      events: { type: 'string', default: '10000' },
      days: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      'access-every': { type: 'string', default: '200' },
      'page-size': { type: 'string', default: '500' },
      bucket: { type: 'string' },
      refill: { type: 'string', default: '1000' },
      'end-of-data': { type: 'string', default: 'absent' },
      categories: { type: 'string' },
      'category-shape': { type: 'string', default: 'wrapped' },
      help: { type: 'boolean', default: false },
    },
  }).values;
}

async function simulate(values: Values): Promise<void> {
  const whole = (name: Count, least: number): number => readWhole(name, values[name] ?? '', least);
  const to = Math.floor(Date.now() / 86_400_000) * 86_400;
  const from = to - whole('days', 1) * 86_400;
  const data = seededDay({
    seed: whole('seed', 0),
    from,
    to,
    events: whole('events', 1),
    accessEvery: whole('access-every', 0),
  });
  const endOfData = (['absent', 'short-page', 'empty-page'] as const).find((mode) => mode === values['end-of-data']);
  if (!endOfData) throw new Error('--end-of-data must be absent, short-page or empty-page');
  const categoryShape = CATEGORY_SHAPES.find((shape) => shape === values['category-shape']);
  if (!categoryShape) throw new Error(`--category-shape must be one of ${CATEGORY_SHAPES.join(', ')}`);
  const codes = values.categories?.split(',');
  const source = await startMimecast({
    data,
    port: whole('port', 0),
    maxPageSize: whole('page-size', 1),
    quirks: { endOfData, categoryShape },
    ...(codes ? { categories: () => codes } : {}),
    ...(values.bucket === undefined ? {} : { limit: { bucket: whole('bucket', 1), refillMs: whole('refill', 1) } }),
    onRequest: ({ path, page, status }) => {
      process.stdout.write(`${path}${page > 0 ? ` page ${page}` : ''}${status > 0 ? ` ${status}` : ''}\n`);
    },
  });
  process.stdout.write(greeting(values.api, source.url, from, to, data.count(from, to)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void source.stop());
}

function greeting(api: string, url: string, from: number, to: number, events: number): string {
  const inputs: Record<string, string> =
    api === '1'
      ? {
          'mimecast-access-key': defaultHmac.accessKey,
          'mimecast-secret-key': defaultHmac.secretKey,
          'mimecast-app-id': defaultHmac.appId,
          'mimecast-app-key': defaultHmac.appKey,
        }
      : { 'mimecast-client-id': defaultOauth.clientId, 'mimecast-client-secret': defaultOauth.clientSecret };
  const all = { 'mimecast-url': url, ...inputs, start: iso(from), end: iso(to), categories: 'all' };
  const lines = Object.entries(all).map(([name, value]) => `  'INPUT_${name.toUpperCase()}=${value}' \\`);
  const keys = Object.entries(inputs).map(([name, value]) => `  ${name}: ${value}`);
  return [
    `Mimecast simulator: ${url}`,
    `${events} events from ${iso(from)} to ${iso(to)}. Credentials (made up):`,
    ...keys,
    'Run the Action against it, in the project folder, with Node 24:',
    'env \\',
    ...lines,
    '  node dist/index.js',
    '',
  ].join('\n');
}

type Count = 'port' | 'events' | 'days' | 'seed' | 'access-every' | 'page-size' | 'bucket' | 'refill';

function readWhole(name: Count, text: string, least: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(value) || value < least) {
    throw new Error(`--${name} must be a whole number, ${least} or more`);
  }
  return value;
}

function iso(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
