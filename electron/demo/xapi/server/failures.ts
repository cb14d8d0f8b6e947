import { Failure } from '../api/failure.ts';
import type { Message } from '../api/model.ts';
import type { Value } from '../api/value.ts';
import type { Database } from '../db/database.ts';

/** Which operations are to fail. */
export interface FailureRule {
  /** Names, UUIDs or references of the objects; every object when unset. */
  readonly objects?: readonly string[];
  /** `VM.start`; everything that changes something when unset. */
  readonly message?: string;
  /** How often an operation on one object fails before it succeeds. Default 1; Infinity: always. */
  readonly times?: number;
  /** Default 1. */
  readonly probability?: number;
  /** Code and parameters. Default: what the operation might well fail with. */
  readonly error?: readonly [code: string, ...parameters: readonly string[]];
}

/** Asking, watching and housekeeping never fail by a rule that names no message. */
const harmless = /^(get_|assert_|session\.|event\.|task\.|add_to_|remove_from_)/;

/** Operations that fail on request. */
export class Failures {
  readonly #rules = new Map<FailureRule, Map<string, number>>();

  /** Adds a rule; returns what takes it away. */
  add(rule: FailureRule): () => void {
    this.#rules.set(rule, new Map());
    return () => {
      this.#rules.delete(rule);
    };
  }

  /** The failure with which a message is to fail now, if it is. */
  take(db: Database, message: Message, [self]: readonly Value[]): Failure | undefined {
    const method = `${message.class}.${message.name}`;
    const ref = typeof self === 'string' ? self : '';
    const values = this.#rules.size === 0 ? undefined : db.find(message.class, ref)?.values;
    for (const [rule, failed] of this.#rules) {
      const key = `${ref}/${method}`;
      const count = failed.get(key) ?? 0;
      const names = [ref, values?.['uuid'], values?.['name_label']];
      if (
        isMeant(rule, method, message.name) &&
        (rule.objects === undefined || rule.objects.some((one) => names.includes(one))) &&
        count < (rule.times ?? 1) &&
        Math.random() < (rule.probability ?? 1)
      ) {
        failed.set(key, count + 1);
        return failureOf(rule, ref, method);
      }
    }
    return undefined;
  }
}

function isMeant(rule: FailureRule, method: string, name: string): boolean {
  return rule.message === undefined
    ? !harmless.test(name) && !harmless.test(method)
    : rule.message === method;
}

function failureOf({ error }: FailureRule, ref: string, method: string): Failure {
  if (error !== undefined) {
    const [code, ...parameters] = error;
    return new Failure(code, ...parameters);
  }
  switch (method) {
    case 'VM.start':
    case 'VM.resume':
    case 'VM.pool_migrate':
      return new Failure('HOST_NOT_ENOUGH_FREE_MEMORY', '4294967296', '1073741824');
    case 'VM.clean_shutdown':
    case 'VM.clean_reboot':
      return new Failure('VM_FAILED_SHUTDOWN_ACKNOWLEDGMENT', ref);
    case 'VM.snapshot':
    case 'VM.copy':
    case 'VDI.create':
      return new Failure('SR_FULL', '10737418240', '1048576');
    default:
      return new Failure('INTERNAL_ERROR', `xenopsd internal error: ${method}`);
  }
}
