import type { OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { Link } from '../bridge/link.ts';
import { errorOf } from '../bridge/use-call.ts';
import { t } from '../i18n/translate.ts';
import { showDialog } from '../state/dialogs.ts';
import { tellError } from '../state/notices.ts';

/** Runs an operation, after the dialog that asks for consent or input where the offer wants one. */
export function startOperation(
  link: Link,
  address: ObjectAddress,
  objectName: string,
  offer: OperationOffer,
): void {
  const asks = offer.confirm !== undefined || (offer.inputs?.length ?? 0) > 0;
  if (asks) {
    showDialog({ kind: 'operation', address, objectName, offer });
    return;
  }
  link
    .call('operations.run', { ...address, operation: offer.id })
    .catch((thrown: unknown) =>
      tellError(
        t('operation.failed', { operation: offer.label, object: objectName }),
        errorOf(thrown),
      ),
    );
}
