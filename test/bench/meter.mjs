// Preloaded into the measured process: notes CPU and wall time at each log group's start, and the peak memory at exit.
import { writeFileSync } from 'node:fs';

const phases = [];
const started = performance.now();
// maxRSS is in kB on Linux and macOS alike in Node.
const peak = () => process.resourceUsage().maxRSS * 1024;
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
  // maxRSS is in kB on Linux and macOS alike in Node.
  writeFileSync(
    process.env.METER_FILE,
    JSON.stringify({ phases, peakRssBytes: process.resourceUsage().maxRSS * 1024 }),
  );
});
