import { setImmediate } from 'node:timers/promises';

/** Simulated time. It passes only from one event to the next, and only while nothing real is under way. */
export interface Timeline {
  /** ms since 1970, UTC. */
  now(): number;
  /** Has `fire` called in `ms`. Events of one moment come in the order in which they were asked for. */
  after(ms: number, fire: () => void): void;
  /** Waits until all have come to rest, then lets the next event happen. @returns false if there is none. */
  step(): Promise<boolean>;
  /** Waits until nobody has anything left to do but wait: the disk is in memory, so a turn of the real event loop is enough. */
  settle(): Promise<void>;
}

interface Event {
  readonly at: number;
  readonly number: number;
  readonly fire: () => void;
}

export function createTimeline(start: number): Timeline {
  let now = start;
  let asked = 0;
  const heap: Event[] = [];

  return {
    now: () => now,
    after(ms, fire) {
      asked += 1;
      push(heap, { at: now + Math.max(0, ms), number: asked, fire });
    },
    settle: () => setImmediate(),
    async step() {
      await setImmediate();
      const next = pop(heap);
      if (!next) return false;
      now = Math.max(now, next.at);
      next.fire();
      return true;
    },
  };
}

function isBefore(one: Event, other: Event): boolean {
  return one.at < other.at || (one.at === other.at && one.number < other.number);
}

function push(heap: Event[], event: Event): void {
  let hole = heap.length;
  heap.push(event);
  while (hole > 0) {
    const parent = (hole - 1) >> 1;
    const above = heap[parent] as Event;
    if (!isBefore(event, above)) break;
    heap[hole] = above;
    hole = parent;
  }
  heap[hole] = event;
}

function pop(heap: Event[]): Event | undefined {
  const first = heap[0];
  const last = heap.pop();
  if (!first || !last || heap.length === 0) return first;
  let hole = 0;
  for (;;) {
    let child = 2 * hole + 1;
    const right = heap[child + 1];
    if (right && isBefore(right, heap[child] as Event)) child += 1;
    const below = heap[child];
    if (!below || !isBefore(below, last)) break;
    heap[hole] = below;
    hole = child;
  }
  heap[hole] = last;
  return first;
}
