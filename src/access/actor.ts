import { isEmail, type Person, person, readAccount, sameAccount } from './account.ts';

/** Who did it, and where the sentence before ` by …` ends; no end if that is in doubt. */
interface Actor {
  readonly person: Person;
  readonly end: number | undefined;
}

/** One place where the sentence may end. */
interface Cut {
  readonly account: string;
  /** Where the name begins. */
  readonly name: number;
  readonly end: number;
}

/**
 * Reads ` by address<name>` at the end of a classic sentence. The name reaches to the last bracket and may hold ` by
 * other<`, and so may the sentence before; of several cuts the one that agrees with `user` is right.
 * @returns undefined if there is none, or if several are possible and nothing tells which is right.
 */
export function readActor(head: string, user: string | undefined): Actor | undefined {
  if (!head.endsWith('>')) return undefined;
  // Only places are kept here: a name for each cut would make the time grow with the square of the text.
  let addresses = 0;
  let agreeing = 0;
  let only: Cut | undefined;
  let agreed: Cut | undefined;
  for (let at = head.lastIndexOf('by'); at > 0; at = head.lastIndexOf('by', at - 1)) {
    if (head.charCodeAt(at - 1) > 32 || head.charCodeAt(at + 2) > 32) continue;
    let from = at + 3;
    while (head.charCodeAt(from) <= 32) from += 1;
    const account = readAccount(head, from);
    if (!account || head[account.end] !== '<') continue;
    const found = { account: account.text, name: account.end + 1, end: at - 1 };
    if (sameAccount(account.text, user)) {
      agreeing += 1;
      agreed = found;
    }
    if (isEmail(account.text)) {
      addresses += 1;
      only = found;
    }
  }
  if (agreed && agreeing > 1) return { person: person(agreed.account), end: undefined };
  const right = agreed ?? (addresses === 1 ? only : undefined);
  return right && { person: person(right.account, head.slice(right.name, -1)), end: right.end };
}
