import { APPROVAL_TRICKS } from './approval-tricks.ts';
import { LOG_TRICKS } from './log-tricks.ts';
import { NAME_TRICKS } from './name-tricks.ts';
import type { Trick } from './trick.ts';

/** Everything that the played staff try. */
export const TRICKS: readonly Trick[] = [...APPROVAL_TRICKS, ...NAME_TRICKS, ...LOG_TRICKS];
