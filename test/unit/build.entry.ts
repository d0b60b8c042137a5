// Bundled by build.test.ts: the third-party parts of the Action and nothing else, so that what rolldown.config.ts leaves
// out of them is seen to be not needed. Writes what came back as JSON.
import { join } from 'node:path';
import { setOutput } from '@actions/core';
import dayjs from 'dayjs';
import utc from 'dayjs/plugin/utc.js';
import fetch from 'node-fetch';

const { FOLDER = '', ELASTIC_URL = '' } = process.env;
dayjs.extend(utc);

async function bulk(): Promise<boolean> {
  const { Client, HttpConnection } = await import('@elastic/elasticsearch');
  const client = new Client({ node: ELASTIC_URL, Connection: HttpConnection });
  const { errors } = await client.bulk({ operations: [{ create: { _index: 'a', _id: '1' } }, { text: 'x' }] });
  await client.close();
  return errors;
}

if (FOLDER !== '') {
  const { DefaultArtifactClient } = await import('@actions/artifact');
  const files = ['one.txt', 'below/two.txt'].map((name) => join(FOLDER, name));
  const uploaded = await new DefaultArtifactClient().uploadArtifact('evidence', files, FOLDER);
  const fetched = await (await fetch(ELASTIC_URL)).json();
  process.stderr.write(JSON.stringify({ uploaded, fetched, errors: await bulk() }));
} else {
  setOutput('day', dayjs.utc(0).format('YYYY-MM-DD'));
}
