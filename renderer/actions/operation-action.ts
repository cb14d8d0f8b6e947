import { onlyDefined } from '#shared/model/only-defined.ts';
import type { CommonOffer } from '#shared/model/run.ts';
import type { OperationOffer } from '#shared/model/operation.ts';
import { inWords } from '../i18n/translate.ts';
import { iconNamed, type IconName } from '../ui/icons/icon-paths.ts';
import type { Action } from './action.ts';
import { keyOf } from './bindings.ts';

/** Icons of the operations that every family knows; a provider's own choice comes first. */
const icons: Readonly<Record<string, IconName>> = {
  'power.on': 'play',
  'power.off': 'stop',
  'power.suspend': 'pause',
  'power.resume': 'play',
  'power.reset': 'reset',
  'guest.shutdown': 'power',
  'guest.reboot': 'refresh',
  'snapshot.create': 'snapshot',
  'vm.migrate': 'migrate',
  rename: 'edit',
};

/** Keys of what is done daily. */
export const operationShortcuts = {
  'power.on': 'Ctrl+B',
  'guest.shutdown': 'Ctrl+E',
  'snapshot.create': 'Ctrl+Shift+S',
  'vm.migrate': 'Ctrl+Shift+M',
  rename: 'F2',
  settings: 'Alt+Enter',
  delete: 'Delete',
} as const;

type Bound = keyof typeof operationShortcuts;

/** The key of one of them now. */
export function operationKey(id: Bound): string | undefined {
  return keyOf(id, operationShortcuts[id]);
}

/** The keys of all of them now. */
export function operationKeys(): readonly string[] {
  return (Object.keys(operationShortcuts) as Bound[]).flatMap((id) => operationKey(id) ?? []);
}

/** An offer as an action, but for what it does. */
export function operationAction(
  offer: OperationOffer | CommonOffer,
  inGroup: readonly (OperationOffer | CommonOffer)[],
): Omit<Action, 'run'> {
  const icon = iconNamed(offer.icon) ?? icons[offer.id] ?? groupIcon(offer);
  const shortcut = shortcutOf(offer, inGroup);
  return {
    id: offer.id,
    label: `${inWords(offer.label)}${(offer.inputs?.length ?? 0) > 0 ? '…' : ''}`,
    group: isOfSnapshots(offer) ? 'snapshot' : offer.group,
    ...onlyDefined({ icon, shortcut }),
    ...(offer.destructive === true && { danger: true }),
  };
}

function groupIcon({ group }: { readonly group: string }): IconName | undefined {
  return group === 'delete' ? 'trash' : undefined;
}

/** What is done with snapshots stands together, also what deletes them. */
export function isOfSnapshots(offer: { readonly id: string; readonly group: string }): boolean {
  const { id, group } = offer;
  return group === 'snapshot' || id.startsWith('snapshot.');
}

/** The key that deletes is that of the operation which deletes the object itself, whatever a family calls it. */
function shortcutOf(
  { id, group }: OperationOffer | CommonOffer,
  all: readonly (OperationOffer | CommonOffer)[],
): string | undefined {
  if (group === 'delete')
    return all.find((one) => one.group === 'delete' && /(^|\.)delete$/.test(one.id))?.id === id
      ? operationKey('delete')
      : undefined;
  return Object.hasOwn(operationShortcuts, id) ? operationKey(id as Bound) : undefined;
}
