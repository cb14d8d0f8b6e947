import type { InputValues, OperationOffer } from '#shared/model/operation.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import type { ChosenOptions } from '../../state/dialogs.ts';

export interface OperationDialogProps {
  readonly address: ObjectAddress;
  readonly objectName: string;
  readonly offer: OperationOffer;
  /** Given beforehand, and not asked for: the snapshot that is meant. */
  readonly preset?: InputValues;
  /** What stands in fields at first that have nothing of their own. */
  readonly suggested?: InputValues;
  readonly chosen?: ChosenOptions;
}
