import { seededDay } from '../simulator/data.ts';
import { startMimecast } from '../simulator/mimecast.ts';

// A simulated Mimecast with as many events yesterday as the first argument says, in a process of its own.
const midnight = Math.floor(Date.now() / 86_400_000) * 86_400;
const events = Number(process.argv[2]);
const mimecast = await startMimecast({
  data: seededDay({ from: midnight - 86_400, to: midnight, events, packing: 'stored' }),
});
process.stdout.write(`${mimecast.url}\n`);
process.once('SIGTERM', () => void mimecast.stop().then(() => process.exit(0)));
