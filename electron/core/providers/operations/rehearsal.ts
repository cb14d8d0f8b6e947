import type { OperationPlan } from '#shared/model/operation-plan.ts';
import { isAlreadySo, type Refusal } from './refusal.ts';

/** What an operation would do and send, made from what is sent itself; nothing was changed for it. */
export type Rehearsal = Pick<OperationPlan, 'steps' | 'findings' | 'requests' | 'commands'>;

const nothing: Rehearsal = { steps: [], findings: [], requests: [], commands: [] };

/**
 * The plan of an operation: why it is not run, or what it would do.
 * @param refusal of the offer
 * @param rehearse what the family would send; a refusal where what was given shows one
 */
export async function planOf(
  refusal: Refusal | undefined,
  rehearse: () => Promise<Rehearsal | Refusal>,
): Promise<OperationPlan> {
  if (refusal !== undefined) return refused(refusal);
  const rehearsed = await rehearse();
  return isRehearsal(rehearsed) ? { outcome: 'run', ...rehearsed } : refused(rehearsed);
}

function isRehearsal(one: Rehearsal | Refusal): one is Rehearsal {
  return typeof one === 'object' && 'requests' in one;
}

function refused(refusal: Refusal): OperationPlan {
  return isAlreadySo(refusal)
    ? { outcome: 'done', reason: refusal.reason, ...nothing }
    : { outcome: 'refused', reason: refusal, ...nothing };
}
