import type { Row } from '../simulator/data.ts';
import { eventId } from '../simulator/ids.ts';
import { eventTime } from '../simulator/wordings.ts';

/** Somebody who acts. */
export interface Person {
  readonly email: string;
  /** What the field `user` has in place of the address. */
  readonly user?: string;
  /** Name in angle brackets; the address again if it is not given, as Mimecast writes its own staff. */
  readonly name?: string;
  /** Network address. */
  readonly from: string;
}

/** What somebody does; each is one event. */
export type Deed =
  | 'sign in'
  | 'sign out'
  | 'fail to sign in'
  | 'look at a case'
  | 'look at a message'
  | 'open a message'
  | 'change a policy'
  | 'create a report'
  | 'export a page'
  | 'do what nobody knows';

interface Text {
  readonly category: string;
  readonly auditType: string;
  readonly eventInfo: string;
}

const CONSOLE = 'Administration Console';
const REVIEW = 'mimecast-case-review';

/** One event of somebody. @param time s UTC. @param number makes its id: another for each event of a history. */
export function rowOf(deed: Deed, who: Person, time: number, number: number): Row {
  return {
    ...{ id: eventId('CUSA99A999', 1_400_000_000 + number, 5), eventTime: eventTime(time) },
    ...{ user: who.user ?? who.email, ...TEXTS[deed](who, time) },
  };
}

/** The wordings are those of public samples, as far as there are any (the corpus of wordings says of which). */
const TEXTS: Readonly<Record<Deed, (who: Person, time: number) => Text>> = {
  'sign in': (who, time) =>
    classic('mimecast_access_logs', 'Mimecast Support Login', `${who.email} logged into this account.`, who, time),
  'sign out': (who, time) =>
    classic('mimecast_access_logs', 'Mimecast Support Logout', `${who.email} logged out of this account.`, who, time),
  'fail to sign in': (who, time) => {
    const text = `Failed authentication for ${who.email} <${nameOf(who)}>, ${comma(time)}`;
    const rest = `IP: ${who.from}, Application: ${CONSOLE}, Reason: Wrong password`;
    return {
      category: 'authentication_logs',
      auditType: 'Logon Authentication Failed',
      eventInfo: `${text}, ${rest}`,
    };
  },
  'look at a case': (who, time) => review('Case Action', 'Viewed Case - Case: Matter 4', who, time),
  'look at a message': (who, time) => review('Message Action', message(time, 'False'), who, time),
  'open a message': (who, time) => review('Message Action', message(time, 'True'), who, time),
  'change a policy': (who, time) => {
    const policy =
      'Anti-Spoofing - Allow payroll relay F(payroll.example) T(Internal Addresses) [Active] [Take No Action]';
    return classic('policy_logs', 'Existing Policy Changed', policy, who, time);
  },
  'create a report': (who, time) => {
    const report = 'Custom Report Definition Created with name "Check" and description "x"';
    return classic('reporting_logs', 'Custom Report Definition Created', report, who, time);
  },
  'export a page': (who, time) => {
    const file = 'Columns exported :From|To|,File name : export_at_held.xlsx,File Size: 7311,File type : .xlsx';
    const text = `[Export type : Download,Name :held,Requested By :${who.email},Export time :x,IP Address :${who.from},${file}]`;
    const rest = `${comma(time)}, IP: ${who.from}, Application: mimecast-matfe`;
    return { category: 'reporting_logs', auditType: 'Page Data Exports', eventInfo: `${text}, ${rest}` };
  },
  'do what nobody knows': (who, time) =>
    classic('account_logs', 'Tenant Mirror Rotated', 'Mirror 7 was rotated', who, time),
};

function classic(category: string, auditType: string, what: string, who: Person, time: number): Text {
  const at = eventTime(time);
  const when = `Date: ${at.slice(0, 10)} Time: ${at.slice(11, 19)} +0000`;
  const by = `by ${who.email}<${nameOf(who)}>`;
  const eventInfo = `Action Performed - ${what} ${by} ${when} IP: ${who.from} Application: ${CONSOLE}`;
  return { category, auditType, eventInfo };
}

function review(auditType: string, what: string, who: Person, time: number): Text {
  const eventInfo = `${what}, ${comma(time)}, IP: ${who.from}, Application: ${REVIEW}`;
  return { category: 'case_review_logs', auditType, eventInfo };
}

function message(time: number, content: string): string {
  const mail = 'From: <Ada Larch> ada.larch@harbourlight.example, To: <Bea Wold> bea.wold@harbourlight.example';
  const processed = eventTime(time).replace('T', ' ');
  return `Viewed Message - Source: Search, ${mail}, Subject: Invoice, Processed: ${processed}, Viewed Content: ${content}`;
}

function comma(time: number): string {
  const text = eventTime(time);
  return `Date: ${text.slice(0, 10)}, Time: ${text.slice(11)}`;
}

function nameOf({ email, name }: Person): string {
  return name ?? email;
}
