import { accessOf } from '../../src/access/acts.ts';
import { parseAgreement } from '../../src/access/approvals.ts';
import { toDocument } from '../../src/access/ecs.ts';
import { readWording } from '../../src/access/wording.ts';
import { parseEvent } from '../../src/event.ts';
import { parseFaithfully } from '../../src/json.ts';
import { readBody } from '../../src/mimecast/answer.ts';
import { TENANT } from './samples.ts';

/** The functions of the program that the fuzzer calls one by one. A plant exchanges one. */
export interface Subject {
  /** An item as JSON text, as an event. @throws what the parser of JSON throws. */
  readonly readEvent: (text: string) => ReturnType<typeof parseEvent>;
  readonly readWording: typeof readWording;
  readonly accessOf: typeof accessOf;
  readonly toDocument: typeof toDocument;
  readonly readBody: typeof readBody;
  readonly parseAgreement: typeof parseAgreement;
}

export const SUBJECT: Subject = {
  readEvent: (text) => parseEvent(parseFaithfully(text), TENANT),
  readWording,
  accessOf,
  toDocument,
  readBody,
  parseAgreement,
};
