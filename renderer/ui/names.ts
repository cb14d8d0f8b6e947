import type { Kind } from '#shared/model/kind.ts';
import type { Row, RunState } from '#shared/model/row.ts';
import { t } from '../i18n/translate.ts';

/** A run state in words: a host is connected where a machine is powered on. */
export function stateName(kind: Kind, state: RunState): string {
  return kind === 'host' && state === 'on' ? t('state.host.on') : t(`state.${state}`);
}

/** What an object's icon says, in words: `Virtual machine, Powered on, Warning`. */
export function describeIcon(row: Row): string {
  const health =
    row.health === 'warning' || row.health === 'error' ? t(`health.${row.health}`) : '';
  return [t(`kind.${row.kind}`), stateName(row.kind, row.state), health]
    .filter((part) => part !== '')
    .join(', ');
}
