import type { SavedProfile } from '#shared/contract/results.ts';
import { t } from '../../i18n/translate.ts';
import { tellError } from '../../state/notices.ts';

/** Says that a password which was to be remembered is not, and why. */
export function tellNotKept({ id, name, notKept }: SavedProfile): void {
  if (notKept !== undefined)
    tellError(t('server.notKept', { name }), { kind: 'fault', message: notKept, connection: id });
}
