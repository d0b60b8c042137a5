import fc from 'fast-check';
import { it } from 'vitest';
import { alwaysTrue, neverFalse } from '../proof/property.ts';

it('never says "proven" where a source has an act of the provider that is not told', { timeout: 300_000 }, async () => {
  await fc.assert(neverFalse(fc.constant(true)), { numRuns: 200 });
});

it('says "proven" of honest days', { timeout: 300_000 }, async () => {
  await fc.assert(alwaysTrue(fc.constant(true)), { numRuns: 40 });
});
