import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createKey } from '../test/elasticsearch/key.ts';
import { startNode } from '../test/elasticsearch/node.ts';
import { putTemplates } from '../test/elasticsearch/template.ts';
import { storedIn } from '../test/scenario/stored.ts';
import { seededDay } from '../test/simulator/data.ts';
import { defaultOauth } from '../test/simulator/door.ts';
import { startMimecast } from '../test/simulator/mimecast.ts';
import { startResults } from '../test/simulator/results.ts';
import { inputVariable, runAction } from '../test/simulator/runner.ts';

// `npm start`: the committed bundle, run once as GitHub's runner would, against a simulated Mimecast and, where a JDK and
// Maven are there, a real Elasticsearch. Shows what a run prints and leaves.

const bundle = fileURLToPath(new URL('../dist/index.js', import.meta.url));
const NAMESPACE = 'demo';
const STREAM = `logs-mimecast.audit-${NAMESPACE}`;
const say = (text = '') => process.stdout.write(`${text}\n`);

const midnight = Math.floor(Date.now() / 86_400_000) * 86_400;
const yesterday = { from: midnight - 86_400, to: midnight };

say(
  'Starting a simulated Mimecast and, if it can be had, a real Elasticsearch (the first time it fetches its jars) ...',
);
const mimecast = await startMimecast({ data: seededDay({ ...yesterday, events: 400, accessEvery: 80 }) });
const results = await startResults();
const node = await startNode();
if ('missing' in node) say(`Without Elasticsearch: ${node.missing} The run keeps evidence only.`);
else await putTemplates(node);

const inputs: Record<string, string> = {
  'mimecast-url': mimecast.url,
  'mimecast-client-id': defaultOauth.clientId,
  'mimecast-client-secret': defaultOauth.clientSecret,
  categories: 'all',
};
if (!('missing' in node)) {
  inputs['elastic-url'] = node.url;
  inputs['elastic-api-key'] = await createKey(node, NAMESPACE);
  inputs.namespace = NAMESPACE;
}

try {
  say('\n----- log of the run, as the runner shows it -----\n');
  const run = await runAction({ bundle, inputs, env: results.env });
  say(run.shown.trimEnd());
  say('\n----- job summary (Markdown) -----\n');
  say(run.summary.trimEnd());
  say('\n----- what it leaves -----\n');
  say(`Exit code   ${run.code}`);
  say(`Evidence    ${run.outputs['evidence-path']}`);
  say(`Artifact    ${results.artifacts.map(({ name, bytes }) => `${name} (${bytes.length} bytes)`).join(', ')}`);
  if (!('missing' in node)) {
    const file = join(run.folder, 'documents.ndjson');
    const documents = await storedIn(node, STREAM);
    await writeFile(file, documents.map((document) => `${JSON.stringify(document)}\n`).join(''));
    say(`Documents   ${documents.length} in ${STREAM}, copied to ${file}`);
  }
  say(
    '\nTo run it against the real services, set these and start `node dist/index.js` (inputs of action.yml, one to one):\n',
  );
  for (const [name, value] of Object.entries({
    'mimecast-client-id': '...',
    'mimecast-client-secret': '...',
    'elastic-url': 'https://...',
    'elastic-api-key': '...',
    'evidence-path': '...',
    'evidence-kept': 'true',
  })) {
    say(`  ${inputVariable(name)}=${value}`);
  }
  say('\nOutside of GitHub there is no artifact service: evidence-kept says that you keep the folder yourself.');
  say('A shell takes such names only through env: env "INPUT_MIMECAST-CLIENT-ID=..." ... node dist/index.js');
  process.exitCode = run.code ?? 1;
} finally {
  await mimecast.stop();
  await results.stop();
  if (!('missing' in node)) await node.stop();
}
