import { refId, type Ref } from '#shared/model/reference.ts';
import { isNullRef } from '../../xapi/values.ts';
import type { RecordedCall } from '../plan/recorder.ts';
import { quoted } from './shell.ts';

/** What a command needs to know of the pool. */
export interface CommandContext {
  refOf(owner: string, opaque: string): Ref | undefined;
  /** `vm`, `template` or `snapshot`, each of which has commands of its own. */
  vmKind(ref: Ref): 'vm' | 'template' | 'snapshot';
  /** The name of the variable that holds what an earlier command printed. */
  variable(answer: string): string | undefined;
}

/** The arguments of a call as words of a shell. */
export class CallArguments {
  readonly owner: string;
  readonly #call: RecordedCall;
  readonly #context: CommandContext;

  constructor(call: RecordedCall, context: CommandContext) {
    this.owner = call.owner;
    this.#call = call;
    this.#context = context;
  }

  /** The UUID of the object that an argument refers to, or the variable that holds it. */
  uuid(index: number, owner: string): string {
    return this.uuidOf(this.#call.values[index], owner);
  }

  uuidOf(value: unknown, owner: string): string {
    const opaque = typeof value === 'string' ? value : '';
    const variable = this.#context.variable(opaque);
    if (variable !== undefined) return `"$${variable}"`;
    const ref = this.#context.refOf(owner, opaque);
    return quoted(ref === undefined ? opaque : refId(ref));
  }

  /** The subject's UUID. */
  get self(): string {
    return this.uuid(0, this.owner);
  }

  text(index: number): string {
    return quoted(word(this.#call.values[index]));
  }

  raw(index: number): unknown {
    return this.#call.values[index];
  }

  isNull(index: number): boolean {
    return isNullRef(this.#call.values[index]);
  }

  /** A member of the record that is the first argument. */
  member(name: string): string {
    const record = this.#call.values[0];
    return typeof record === 'object' && record !== null
      ? word((record as Readonly<Record<string, unknown>>)[name])
      : '';
  }

  /** The first part of the commands for the subject's class: `vm-param-set`, `template-param-set`. */
  get prefix(): string {
    if (this.owner !== 'VM') return this.owner.toLowerCase();
    const self = this.#call.values[0];
    const ref = typeof self === 'string' ? this.#context.refOf('VM', self) : undefined;
    return ref === undefined ? 'vm' : this.#context.vmKind(ref);
  }
}

function word(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return value;
    case 'number':
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
      return '';
  }
}
