/** An approval of the file. */
export interface Agreed {
  readonly person: string;
  /** s UTC; `to` is not included. */
  readonly from: number;
  readonly to: number;
  readonly may: readonly ('sign-in' | 'see' | 'content' | 'change' | 'export')[];
  readonly waives?: readonly string[];
  /** The file has it from this moment on, ms UTC. Default: always. */
  readonly since?: number;
}

/** Who may never come in. */
export const NEVER = 'vfenwick@mimecast.local';

export const ALL = ['see', 'content', 'change', 'export'] as const;

/** Rules of every history. London, so that working hours move when its clocks do. */
const POLICY = `policy:
  working-hours: { days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00" }
  networks: [198.51.100.0/24, "2001:db8:5::/48"]
  never: ["${NEVER}"]
  longest-session: 2h
  per-day: { sessions: 3, length: 4h }
  ticket-required: [change, content, export]
`;

/** The approvals file as it is at that moment, ms UTC. */
export function fileOf(approvals: readonly Agreed[], now: number): string {
  const known = approvals.filter(({ since = 0 }) => since <= now).map(approvalOf);
  const list = known.length === 0 ? 'approvals: []\n' : `approvals:\n${known.join('')}`;
  return `time-zone: Europe/London\n${list}${POLICY}`;
}

function approvalOf({ person, from, to, may, waives = [] }: Agreed, index: number): string {
  return [
    `  - ticket: CS-${index + 1}`,
    `    person: ${JSON.stringify(person)}`,
    `    from: ${isoOf(from)}`,
    `    to: ${isoOf(to)}`,
    `    may: [${may.join(', ')}]`,
    `    waives: [${waives.join(', ')}]`,
    '    reason: CUSTOMER_INITIATED_SUPPORT',
    '    agreed-by: mail team\n',
  ].join('\n');
}

function isoOf(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', 'Z');
}
