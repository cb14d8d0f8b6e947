import { text as say } from '#shared/i18n/make-text.ts';
import { refType } from '#shared/model/reference.ts';
import { forGood } from '../machine/making.ts';
import { isReading } from '../plan/recorder.ts';
import type { OperationDefinition, Work } from '../definition.ts';

type Call = Work['call'];

/**
 * An operation among others: a single call, which says nothing of what it leaves since nothing comes after it, is one of several here. What it
 * set is set back to what it was, where the object says what that is; else it is reported.
 */
export function reporting(work: Work, definition: OperationDefinition): Work {
  let reported = false;
  const aware: Work = {
    ...work,
    onFailure: (effect) => {
      reported = true;
      return work.onFailure(effect);
    },
  };
  const noting =
    <R>(send: (...call: Parameters<Call>) => Promise<R>) =>
    async (...call: Parameters<Call>): Promise<R> => {
      const [, message] = call;
      if (reported || isReading(message)) return send(...call);
      const left = say('left.setting', { step: definition.steps(work)[0] ?? definition.label });
      const before = valueBefore(work, ...call);
      if (before === undefined) return forGood(work, left, () => send(...call));
      const [owner, , values] = call;
      work.onFailure({ left, undo: () => work.call(owner, message, [values[0], before]) });
      return send(...call);
    };
  return {
    ...aware,
    call: noting(work.call),
    start: noting(work.start),
    step: noting(work.step),
  };
}

/** What a field of the object was that a message sets: `set_name_label` sets `name_label`. */
function valueBefore(
  { ref, self, object }: Work,
  owner: string,
  message: string,
  values: readonly unknown[],
): unknown {
  if (owner !== refType(ref) || values[0] !== self || values.length !== 2) return undefined;
  return message.startsWith('set_') ? object[message.slice('set_'.length)] : undefined;
}
