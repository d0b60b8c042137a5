/** ECS `event.category` and `event.type` of one kind of act. */
interface Kind {
  readonly category: readonly string[];
  readonly type: readonly string[];
}

function kind(category: string[], type: string[]): Kind {
  return { category, type };
}

const START = kind(['authentication'], ['start']);
const LOGON_INFO = kind(['authentication'], ['info']);
const FILE = kind(['file'], ['access']);
const EMAIL = kind(['email'], ['info']);
const CREATION = kind(['configuration'], ['creation']);
const CHANGE = kind(['configuration'], ['change']);
const DELETION = kind(['configuration'], ['deletion']);

/** By `auditType`. What is not here has no category in ECS, or none that could be given without a guess. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['Mimecast Support Login', START],
  ['Mimecast Support Logout', kind(['authentication', 'session'], ['end'])],
  ['User Logged On', START],
  ['Logon Authentication Failed', START],
  ['Logon Requires Challenge', LOGON_INFO],
  ['Threat Intel Feed Download', FILE],
  ['Page Data Exports', FILE],
  ['Archive Mailbox Export Download', FILE],
  ['Search Action', EMAIL],
  ['Message Action', EMAIL],
  ['Remediation Incident Adjustment', EMAIL],
  ['Archive Mailbox Restore', EMAIL],
  ['Custom Report Definition Created', CREATION],
  ['New Policy', CREATION],
  ['Connectors Management', CREATION],
  ['Existing Policy Changed', CHANGE],
  ['Existing Archive Task Changed', CHANGE],
  ['API Application Updated', CHANGE],
  ['Domain Adjustments', CHANGE],
  ['Profile Group (unlink) Log Entry', CHANGE],
  ['Policy Deleted', DELETION],
  ['User Password Changed', kind(['iam'], ['user', 'change'])],
  ['Completed Directory Sync', kind(['iam'], ['info'])],
]);

const ENROLMENT = /^\s{0,9}(?:Success?fully enrolled|Failed to enroll the) user for user device enrollment/;

/**
 * What kind of act an event is, by its type and, where one type covers several acts, by the beginning of its text.
 * @returns undefined where it would be a guess.
 */
export function classify(auditType: string | undefined, eventInfo: string | undefined): Kind | undefined {
  if (auditType === undefined) return undefined;
  if (auditType === 'Folder Log Entry')
    return eventInfo?.startsWith('Action Performed - Deleted ') ? DELETION : undefined;
  const found = KINDS.get(auditType);
  // Enrolling a device is no challenge and response.
  return found === START && eventInfo && ENROLMENT.test(eventInfo.slice(0, 120)) ? LOGON_INFO : found;
}
