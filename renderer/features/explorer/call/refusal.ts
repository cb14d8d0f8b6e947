import type { ConnectionStatus } from '#shared/model/connection.ts';
import type { ExplorerOperation } from '#shared/model/explorer.ts';
import { t } from '../../../i18n/translate.ts';

/** Why the operation cannot be called now; undefined if it can. */
export function refusal(
  { reads }: Pick<ExplorerOperation, 'reads'>,
  status: ConnectionStatus | undefined,
  available: boolean,
): string | undefined {
  if (!available) return t('explorer.missing.help');
  if (status?.state !== 'live' && status?.state !== 'syncing') return t('operation.unreachable');
  if (status.profile.readOnly === true && !reads) return t('explorer.call.readOnly');
  return undefined;
}
