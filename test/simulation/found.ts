import type { History } from './history.ts';

/** Histories in which something went wrong once, made as short as they can be. */
export const FOUND: Readonly<Record<string, History>> = {
  'an event one second outside of the span, and a rollover between comparing and sending': {
    ...{ seed: 5063, timeZone: 'America/New_York', window: '2d', pageSize: 100, quirks: {}, refreshMs: 1000 },
    ...{ accessEvery: 0, from: 1804550400, to: 1804982400, rows: 75 },
    events: [{ row: 3, at: 1804568399 }],
    runs: [
      { at: 1804812694130, command: 'collect', rerun: false, chance: 876208323, faults: [] },
      {
        ...{ at: 1804813354130, command: 'restore', rerun: false, chance: 876884277 },
        faults: [{ on: 'deliver', nth: 1, do: 'roll-over' }],
      },
    ],
  },
};
