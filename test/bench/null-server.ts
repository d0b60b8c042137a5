import { createServer } from 'node:http';
import { createGunzip } from 'node:zlib';

/**
 * An Elasticsearch that accepts everything and keeps nothing: the price of the client alone. Runs as its own process;
 * prints its URL. Counts actions by their lines, and answers one `created` for each.
 */
const server = createServer((request, response) => {
  // As to a key that may write and not read: nothing is asked back.
  if (!request.url?.includes('/_bulk')) {
    const isQuestion = request.url?.includes('_has_privileges') !== true;
    response.writeHead(isQuestion ? 403 : 200, {
      'x-elastic-product': 'Elasticsearch',
      'content-type': 'application/json',
    });
    response.end('{}');
    return;
  }
  const body = request.headers['content-encoding'] === 'gzip' ? request.pipe(createGunzip()) : request;
  const ids: string[] = [];
  let rest = '';
  let action = true;
  body.setEncoding('utf8');
  body.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (action) ids.push(/"_id":"([^"]+)"/.exec(line)?.[1] ?? '');
      action = !action;
    }
  });
  body.on('end', () => {
    response.setHeader('x-elastic-product', 'Elasticsearch');
    response.setHeader('content-type', 'application/json');
    const items = ids.map((id) => `{"create":{"_index":"i","_id":"${id}","status":201,"result":"created"}}`);
    response.end(`{"took":1,"errors":false,"items":[${items.join(',')}]}`);
  });
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) process.stdout.write(`http://127.0.0.1:${address.port}\n`);
});
process.once('SIGTERM', () => server.close(() => process.exit(0)));
