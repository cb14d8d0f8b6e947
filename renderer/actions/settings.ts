import type { OperationOffer } from '#shared/model/operation.ts';
import { operationOfPart, partOfSetting } from '#shared/model/setting-name.ts';

interface Asks {
  readonly id: string;
  readonly confirm?: OperationOffer['confirm'];
  readonly edits?: true;
  readonly inputs?: OperationOffer['inputs'];
}

/** The settings among which an operation stands: they are opened for it, at its place. Undefined where it is asked about by itself. */
export function settingsFor<T extends Asks>(offer: T, all: readonly T[]): T | undefined {
  if (offer.edits === true) return offer;
  // What may cost something is agreed to by itself; a name is given by one key, one field and Enter.
  if (offer.confirm !== undefined || offer.id === 'rename') return undefined;
  const settings = all.find(({ edits }) => edits === true);
  const has = settings?.inputs?.some(
    ({ name }) => operationOfPart(partOfSetting(name)?.part ?? '') === offer.id,
  );
  return has === true ? settings : undefined;
}
