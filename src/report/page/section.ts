import { type Html, html } from '../html.ts';

/** A part of the page that its list of contents names. */
export interface Section {
  /** Of this program: letters and hyphens. */
  readonly id: string;
  readonly title: string;
  readonly body: Html;
}

/** A section as a landmark with its heading. */
export function renderSection({ id, title, body }: Section): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title">${title}</h2>
${body}
</section>
`;
}
