import type { AuditEvent } from '../event.ts';
import { isEmail } from './account.ts';
import { readActor } from './actor.ts';
import { readAddressField } from './address.ts';
import { readDump } from './logon.ts';
import type { Draft, Parts } from './parts.ts';
import { CLASSIC_SENTENCES, OTHER, SENTENCES, type Sentence } from './sentence.ts';
import { readRemote, readTail, type Tail } from './tail.ts';

export type { Parts } from './parts.ts';

type Reading = Parts & { known: boolean };
type Writable = { -readonly [Key in keyof Reading]: Reading[Key] };

/**
 * Reads the free text of an event. The right end is read first, since both families of wording are regular there; then
 * the sentence before it. A part is given only if the text says it without doubt: a wrong value is worse than none.
 * `event.user` serves only to choose between two cuts that give two actors. Linear time on any text.
 * @returns the parts, and `known`: false if the sentence is none that we know (an event without text is known).
 */
export function readWording(event: AuditEvent): Reading {
  const text = event.eventInfo?.trim();
  if (!text) return { known: true };
  const draft: Draft = { targets: [], addresses: [], objects: {} };
  const dump = readDump(text, draft);
  if (dump) {
    const application = dump.application.trim();
    return together(draft, { cut: 0, ...addressesOf(dump.ip), ...(application ? { application } : {}) }, true);
  }
  const classic = afterPrefix(text);
  return classic === undefined ? readComma(text, draft, event.user) : readClassic(classic, draft, event.user);
}

/** `Action Performed - …`: fields after blanks, and before them ` by address<name>`. */
function readClassic(text: string, draft: Draft, user: string | undefined): Reading {
  const rules = { classic: true, afterName: false, short: false, reason: false, remote: false, alias: false };
  const tail = readTail(text, rules);
  const head = tail ? text.slice(0, tail.cut) : text;
  const actor = tail && readActor(head, user);
  if (actor) draft.actor = actor.person;
  const sentence = find(text, CLASSIC_SENTENCES) ?? find(text, SENTENCES) ?? OTHER;
  const known = actor?.end !== undefined && readSentence(sentence, head.slice(0, actor.end), draft, user);
  return together(draft, tail, known);
}

/** Fields after commas, or one of the few wordings without such fields. */
function readComma(text: string, draft: Draft, user: string | undefined): Reading {
  const sentence = find(text, SENTENCES) ?? OTHER;
  const logon = sentence.kind === 'logon' || sentence.kind === 'short';
  const rules = {
    classic: false,
    afterName: logon && text.includes('<'),
    short: sentence.kind === 'short',
    reason: sentence.outcome !== 'success',
    remote: sentence.kind === 'refused',
    alias: logon,
  };
  const tail = readTail(text, rules) ?? (sentence.remote ? readRemote(text) : undefined);
  if (!tail && !sentence.alone) {
    if (sentence.outcome) draft.outcome = sentence.outcome;
    return together(draft, undefined, false);
  }
  const head = tail ? text.slice(0, tail.cut) : text;
  const known = readSentence(sentence, head, draft, user);
  if (tail?.alias && isEmail(tail.alias) && !/\s/.test(tail.alias)) draft.objects.alias = tail.alias;
  return together(draft, tail, known);
}

function readSentence(sentence: Sentence, head: string, draft: Draft, user: string | undefined): boolean {
  if (sentence.outcome) draft.outcome = sentence.outcome;
  return sentence.read(head.trimEnd(), draft, sentence.prefix, user);
}

function find(text: string, sentences: readonly Sentence[]): Sentence | undefined {
  return sentences.find(({ prefix }) => text.startsWith(prefix));
}

/** What follows `Action Performed - `, or undefined if the text is of the other family. */
function afterPrefix(text: string): string | undefined {
  const words = 'Action Performed';
  if (!text.startsWith(words)) return undefined;
  const rest = text.slice(words.length).trimStart();
  return rest.startsWith('-') ? rest.slice(1).trimStart() : undefined;
}

function addressesOf(value: string): { addresses: readonly string[]; ipRaw?: string } {
  const field = readAddressField(value.trim());
  return field.raw === undefined ? { addresses: field.addresses } : { addresses: [], ipRaw: field.raw };
}

function together(draft: Draft, tail: Tail | undefined, known: boolean): Reading {
  const parts: Writable = { known };
  const addresses = new Set(tail?.addresses);
  for (const text of draft.addresses) for (const address of readAddressField(text).addresses) addresses.add(address);
  const [address, ...more] = addresses;
  const targets = draft.targets.map((email) => ({ email }));
  if (draft.actor) parts.actor = draft.actor;
  if (targets[0]) parts.target = targets.length === 1 ? targets[0] : targets;
  if (address !== undefined) parts.ip = more.length === 0 ? address : [address, ...more];
  if (tail?.ipRaw !== undefined) parts.ipRaw = tail.ipRaw;
  if (tail?.application !== undefined) parts.application = tail.application;
  if (tail?.method !== undefined) parts.method = tail.method;
  if (tail?.secondFactor !== undefined) parts.secondFactor = tail.secondFactor;
  const reason = tail?.reason ?? draft.reason;
  if (reason !== undefined) parts.reason = reason;
  if (draft.outcome) parts.outcome = draft.outcome;
  if (tail?.date !== undefined) parts.textDate = tail.date;
  if (tail?.time !== undefined) parts.textTime = tail.time;
  if (tail?.zone !== undefined) parts.textZone = tail.zone;
  if (Object.keys(draft.objects).length > 0) parts.objects = draft.objects;
  return parts;
}
