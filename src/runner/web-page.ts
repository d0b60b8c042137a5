import type { HttpAnswer } from './http.ts';

/** True if the body is a page for people: where an API was asked, something on the way to it has answered. */
export function isWebPage({ body }: Pick<HttpAnswer, 'body'>): boolean {
  return /^\uFEFF?\s{0,200}<(?:!doctype|html|head|body|\?xml|!--|h\d|center|title|p)\b/i.test(
    body.toString('utf8', 0, 400),
  );
}
