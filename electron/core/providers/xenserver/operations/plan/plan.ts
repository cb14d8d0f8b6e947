import { text as say } from '#shared/i18n/make-text.ts';
import type { OperationPlan } from '#shared/model/operation-plan.ts';
import type { InputValues } from '#shared/model/operation.ts';
import { already, type Refusal } from '../../../operations/refusal.ts';
import { planOf, type Rehearsal } from '../../../operations/rehearsal.ts';
import { vmKind } from '../../map/vm.ts';
import { xeCommands } from '../commands/xe.ts';
import type { OperationDefinition, Subject } from '../definition.ts';
import { judgeFor, notPermittedCall, withRights } from '../offers.ts';
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
export function planOperation(planning: Planning, recorder: Recorder): Promise<OperationPlan> {
  const { definition, subject, permissions } = planning;
  const about = withRights(subject, permissions);
  return planOf(judgeFor(permissions)(definition, about), () => rehearse(planning, recorder));
}

async function rehearse(
  { definition, subject, inputs, permissions, self }: Planning,
  recorder: Recorder,
): Promise<Rehearsal | Refusal> {
  await definition.run(workOn(recorder, subject, inputs, self));
  if (recorder.calls.length === 0) return already(say('refusal.nothingChanges'));
  const denied = notPermittedCall(recorder.calls, permissions);
  if (denied !== undefined) return denied;
  return {
    steps: definition.steps(given(subject, inputs)),
    findings: [],
    requests: recorder.requests(),
    commands: xeCommands(recorder.calls, {
      refOf: recorder.refOf,
      vmKind: (ref) => vmKind(subject.lookup.get(ref) ?? {}),
    }),
  };
}
