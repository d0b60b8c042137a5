import { ACCESS_CATEGORY } from '../event.ts';
import { refusal, shown } from './words.ts';

/** Codes that have been seen. Mimecast publishes no closed list, so others are allowed if the account offers them. */
export const KNOWN_CATEGORIES: readonly string[] = [
  'account_logs',
  'archive_service_logs',
  'authentication_logs',
  'awareness_training_logs',
  'branding_logs',
  'case_review_logs',
  'continuity_services_logs',
  'integrations_and_apis',
  'journaling_logs',
  ACCESS_CATEGORY,
  'policy_logs',
  'profile_group_logs',
  'reporting_logs',
  'safe_cloud_threat_protection_logs',
  'secure_messaging_logs',
  'user_account_and_role_logs',
];

/** Understands `categories`: codes by comma or line, or `all`. @throws SettingsError */
export function categoriesOf(value: string | undefined, notice: (text: string) => void): readonly string[] | 'all' {
  const text = value ?? ACCESS_CATEGORY;
  const codes = text
    .split(/[,\r\n]/)
    .map((code) => code.trim())
    .filter((code) => code !== '');
  if (codes.length === 1 && codes[0] === 'all') return 'all';
  if (
    codes.length === 0 ||
    codes.some((code) => code.toLowerCase() === 'all') ||
    !codes.every((code) => /^[A-Za-z0-9_]{1,100}$/.test(code))
  ) {
    throw refusal('categories', text, `allowed is all, alone, or codes such as ${ACCESS_CATEGORY}, by comma or line`);
  }
  const unknown = codes.filter((code) => !KNOWN_CATEGORIES.includes(code));
  if (unknown.length > 0) {
    notice(
      `Input categories holds codes that this version has not met: ${shown(unknown.join(', '))}. The account is asked whether it offers them.`,
    );
  }
  return [...new Set(codes)];
}
