import { accessOf } from '../../src/access/acts.ts';
import { parseAgreement } from '../../src/access/approvals.ts';
import { toDocument } from '../../src/access/ecs.ts';
import { readWording } from '../../src/access/wording.ts';
import { parseEvent } from '../../src/event.ts';
import { readBody } from '../../src/mimecast/answer.ts';

/** The functions of the program that the fuzzer calls one by one. A plant exchanges one. */
export interface Subject {
  readonly parseEvent: typeof parseEvent;
  readonly readWording: typeof readWording;
  readonly accessOf: typeof accessOf;
  readonly toDocument: typeof toDocument;
  readonly readBody: typeof readBody;
  readonly parseAgreement: typeof parseAgreement;
}

export const SUBJECT: Subject = { parseEvent, readWording, accessOf, toDocument, readBody, parseAgreement };
