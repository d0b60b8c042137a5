import { type Html, trusted } from '../html.ts';

/** Small pictures beside words that say the same: hidden from screen readers, in the colour of the text. */
const drawn = (lines: string): Html =>
  trusted(
    `<svg class="icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round">${lines}</svg>`,
  );

export const ICONS = {
  attention: drawn('<path d="M12 3.5 22 20.5H2z"/><path d="M12 10v5"/><path d="M12 17.8v.2"/>'),
  unsure: drawn(
    '<circle cx="12" cy="12" r="9.5"/><path d="M9.3 9.2a2.8 2.8 0 1 1 4 2.6c-.9.4-1.3 1-1.3 2"/><path d="M12 17v.2"/>',
  ),
  calm: drawn('<circle cx="12" cy="12" r="9.5"/><path d="m7.8 12.4 2.9 2.9 5.6-6"/>'),
} as const;
