import type { InputValues, OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { errorOf } from '../bridge/use-call.ts';
import { t } from '../i18n/translate.ts';
import { showDialog, type ChosenOptions } from '../state/dialogs.ts';
import { notifyError } from '../state/notices.ts';

/** What is known before anything is asked. */
export interface GivenBeforehand {
  /** Not asked for: the snapshot that is meant. */
  readonly preset?: InputValues;
  /** What stands in fields at first that have nothing of their own. */
  readonly suggested?: InputValues;
  /** What was dropped on, or dragged. */
  readonly chosen?: ChosenOptions;
}

/** Runs an operation, after the dialog that asks for consent or input where the offer wants one. */
export function startOperation(
  link: Link,
  address: ObjectAddress,
  objectName: string,
  offer: OperationOffer,
  given: GivenBeforehand = {},
): void {
  const { preset = {} } = given;
  const asks =
    offer.confirm !== undefined ||
    offer.destructive === true ||
    offer.guard !== undefined ||
    offer.inputs?.some(({ name }) => !Object.hasOwn(preset, name)) === true;
  if (asks) {
    showDialog({ kind: 'operation', address, objectName, offer, ...given });
    return;
  }
  link
    .call('operations.run', { ...address, operation: offer.id, inputs: preset })
    .catch((thrown: unknown) =>
      notifyError(
        t('operation.failed', { operation: offer.label, object: objectName }),
        errorOf(thrown),
      ),
    );
}
