import { VirtualMachine } from '../estate/entity.ts';
import type { Managed } from '../estate/entity.ts';
import { randomFrom } from '../estate/random.ts';
import type { Random } from '../estate/random.ts';
import { vmxPath } from '../properties/vm-facts.ts';
import { VimFault } from '../wire/fault.ts';

/** Which operations are to fail. */
export interface FailureRule {
  /** Names or ids of the objects; every object when unset. */
  readonly objects?: readonly string[];
  /** `PowerOffVM_Task`; every operation when unset. */
  readonly method?: string;
  /** How often an operation on one object fails before it succeeds. Default 1; Infinity: always. */
  readonly times?: number;
  /** Default 1. */
  readonly probability?: number;
  /** Default: what the operation might well fail with. */
  readonly fault?: {
    readonly type: string;
    readonly message: string;
    readonly members?: Readonly<Record<string, unknown>>;
  };
}

/** Operations that fail on request: a task ends with the fault, any other method answers it. */
export class Failures {
  readonly #rules = new Map<FailureRule, Map<string, number>>();
  readonly #random: Random;

  constructor(seed: number) {
    this.#random = randomFrom(seed, 'failures');
  }

  /** Adds a rule; returns what takes it away. */
  add(rule: FailureRule): () => void {
    this.#rules.set(rule, new Map());
    return () => {
      this.#rules.delete(rule);
    };
  }

  /** The fault with which an operation is to fail now, if it is. */
  take(object: Managed, method: string): VimFault | undefined {
    for (const [rule, failed] of this.#rules) {
      const key = `${object.id}/${method}`;
      const count = failed.get(key) ?? 0;
      if (matches(rule, object, method) && count < (rule.times ?? 1)) {
        if (this.#random.chance(rule.probability ?? 1)) {
          failed.set(key, count + 1);
          return faultOf(rule, object, method);
        }
      }
    }
    return undefined;
  }
}

function matches({ objects, method }: FailureRule, object: Managed, called: string): boolean {
  const name = 'name' in object ? object.name : undefined;
  return (
    (method === undefined || method === called) &&
    (objects === undefined || objects.some((it) => it === object.id || it === name))
  );
}

function faultOf({ fault }: FailureRule, object: Managed, method: string): VimFault {
  if (fault !== undefined) {
    return new VimFault(fault.type, fault.message, fault.members);
  }
  if (method.endsWith('Guest')) {
    return new VimFault(
      'ToolsUnavailable',
      'Cannot complete operation because VMware Tools is not running in this virtual machine.',
    );
  }
  if (object instanceof VirtualMachine) {
    const file = vmxPath(object);
    return new VimFault('FileLocked', `Unable to access file ${file} since it is locked`, { file });
  }
  return new VimFault('InvalidState', 'The operation is not allowed in the current state.');
}
