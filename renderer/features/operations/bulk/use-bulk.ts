import type { CommonOffer } from '#shared/model/run.ts';
import type { ChosenOptions } from '../../../state/dialogs.ts';
import type { Target } from '../../../state/selection/target.ts';
import { noInputs, noValues, useOperationForm, type OperationForm } from '../use-operation-form.ts';
import { useBulkRun, type BulkRun } from './use-bulk-run.ts';

/** What is about to be done to many objects, with what is asked for it. */
export interface Bulk extends BulkRun {
  readonly form: OperationForm;
}

/** @param offer with what all of the objects are asked for */
export function useBulk(
  target: Target,
  offer: CommonOffer,
  chosen: ChosenOptions | undefined,
): Bulk {
  const form = useOperationForm(offer.inputs ?? noInputs, noValues, undefined, chosen);
  const wrong = form.isWrong(form.asked);
  return { ...useBulkRun(target, offer, { given: form.given, wrong }), form };
}
