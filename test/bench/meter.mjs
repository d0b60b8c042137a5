// Preloaded into the measured process: notes CPU and wall time at each log group's start, and the peak memory at exit.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const phases = [];
const started = performance.now();

/** The most memory so far, bytes. `maxRSS` would also count the parent's, which Linux hands on to its children. */
function peak() {
  const own = existsSync('/proc/self/status') && /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'));
  return (own ? Number(own[1]) : process.resourceUsage().maxRSS) * 1024;
}
const write = process.stdout.write.bind(process.stdout);

function note(name) {
  const { user, system } = process.cpuUsage();
  phases.push({ name, wallMs: performance.now() - started, cpuMs: (user + system) / 1000, peakRssBytes: peak() });
}

process.stdout.write = (chunk, ...rest) => {
  for (const [, title] of String(chunk).matchAll(/^::group::(.*)$/gm)) note(title);
  return write(chunk, ...rest);
};

process.on('exit', () => {
  note('exit');
  writeFileSync(process.env.METER_FILE, JSON.stringify({ phases, peakRssBytes: peak() }));
});
