import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { vmKind } from '../../map/vm.ts';
import { xeCommands } from '../commands/xe.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { notPermittedCall, offer } from '../offers.ts';
import { given, workOn } from '../run.ts';
import type { Recorder } from './recorder.ts';

/** What a plan is made from. */
export interface Planning {
  readonly definition: OperationDefinition;
  readonly subject: Subject;
  readonly inputs: InputValues;
  readonly permissions: ReadonlySet<string> | null;
  readonly self: string;
}

/**
 * What an operation would do and send, by letting it run on a recorder: nothing goes to the server.
 * @throws MorefException `invalid` or `missing` for inputs that do not do
 */
export async function planOperation(
  planning: Planning,
  recorder: Recorder,
): Promise<OperationPlan> {
  const { definition, subject, inputs, permissions, self } = planning;
  const { refused, done } = offer(definition, subject, permissions);
  if (definition.exists?.(subject) === false)
    return nothing(
      'refused',
      say('operation.notFor', { operation: definition.label, object: subject.name }),
    );
  if (refused !== undefined) return nothing(done === true ? 'done' : 'refused', refused);
  await definition.run(workOn(recorder, subject, inputs, self));
  if (recorder.calls.length === 0) return nothing('done', say('refusal.nothingChanges'));
  const denied = notPermittedCall(recorder.calls, permissions);
  if (denied !== undefined) return nothing('refused', denied);
  return {
    outcome: 'run',
    steps: definition.steps(given(subject, inputs)),
    findings: [],
    requests: recorder.requests(),
    commands: xeCommands(recorder.calls, {
      refOf: recorder.refOf,
      vmKind: (ref) => vmKind(subject.lookup.get(ref) ?? {}),
    }),
  };
}

function nothing(outcome: 'done' | 'refused', reason: Text): OperationPlan {
  return { outcome, reason, steps: [], findings: [], requests: [], commands: [] };
}
