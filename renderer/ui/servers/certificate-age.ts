import type { ConnectionStatus } from '#shared/model/connection.ts';
import { t } from '../../i18n/translate.ts';

const dayMs = 86_400_000;
/** From then on somebody should renew it. */
const soonDays = 30;

/** That the certificate of a server ends within 30 days, or has ended; undefined as long as nobody need do anything. */
export function certificateAge(
  { certificate }: Pick<ConnectionStatus, 'certificate'>,
  now: number,
): string | undefined {
  if (certificate === undefined || !Number.isFinite(certificate.validTo)) return undefined;
  const days = Math.floor((certificate.validTo - now) / dayMs);
  if (days < 0) return t('certificate.ended');
  return days <= soonDays ? t('certificate.ends', { days }) : undefined;
}
