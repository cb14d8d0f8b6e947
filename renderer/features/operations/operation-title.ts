import type { OperationOffer } from '#shared/model/operation.ts';
import { t } from '../../i18n/translate.ts';

/**
 * What a dialog is called: `Rename: web-01`; and of what makes something new, `New virtual machine in fra-prod-01`: the object is where it
 * will be, not what it will be called.
 */
export function operationTitle({ id, label }: OperationOffer, object: string): string {
  const values = { operation: label, object };
  return makesInside.has(id) ? t('operation.titleIn', values) : t('operation.title', values);
}

const makesInside: ReadonlySet<string> = new Set([
  'vm.create',
  'vm.register',
  'folder.create',
  'pool.create',
]);
