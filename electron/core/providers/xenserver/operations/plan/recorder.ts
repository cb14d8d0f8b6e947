import type { PlannedRequest } from '#shared/model/operation-plan.ts';
import type { Ref } from '#shared/model/reference.ts';
import { checkArguments, messageOf } from '../../xapi/encode/arguments.ts';
import { jsonRequest } from '../../xapi/encode/json-rpc.ts';
import { xmlRequest } from '../../xapi/encode/xml-rpc.ts';
import type { ApiModel } from '../../xapi/model/api-model.ts';
import type { TypeSpec } from '../../xapi/model/type-spec.ts';
import type { XapiValue } from '../../xapi/values.ts';
import { Compensation } from '../../../operations/compensation.ts';
import type { OperationServer } from '../run.ts';

/** A call that was not sent. */
export interface RecordedCall {
  readonly owner: string;
  readonly message: string;
  readonly values: readonly unknown[];
  /** In the Async namespace. */
  readonly async: boolean;
  /** Its end is waited for, for there is something to be done with it. */
  readonly waits?: boolean;
  /** What stands for its answer in later calls. */
  readonly answer: XapiValue;
}

export interface RecorderOptions {
  readonly model: ApiModel;
  readonly encoding: 'json' | 'xml';
  opaque(ref: Ref): string;
  refOf(owner: string, opaque: string): Ref | undefined;
}

/** True for a message that changes nothing that lasts: what `migrate_receive` makes is forgotten when nobody comes. */
export function isReading(message: string): boolean {
  return /^(?:get_|assert_|migrate_receive$)/.test(message);
}

/**
 * A server that notes what it is asked and does nothing. An operation that runs on it tells exactly what it would send: the
 * arguments are checked and written as they are for the real one.
 */
export class Recorder implements OperationServer {
  readonly calls: RecordedCall[] = [];
  readonly #options: RecorderOptions;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  opaque(ref: Ref): string {
    return this.#options.opaque(ref);
  }

  readonly refOf = (owner: string, opaque: string): Ref | undefined =>
    this.#options.refOf(owner, opaque);

  readonly call = (owner: string, message: string, values: readonly unknown[]) =>
    Promise.resolve(this.#note(owner, message, values, false));

  readonly step = (owner: string, message: string, values: readonly unknown[]) =>
    Promise.resolve(this.#note(owner, message, values, true, true));

  /** Nothing fails here. */
  readonly compensation = new Compensation();

  readonly start = (owner: string, message: string, values: readonly unknown[]) => {
    this.#note(owner, message, values, true);
    return Promise.resolve('«task»');
  };

  /** The calls that change something. */
  get changes(): readonly RecordedCall[] {
    return this.calls.filter(({ message }) => !isReading(message));
  }

  /** What would go over the wire, with the session masked. @throws XapiEncodeError for arguments that do not fit */
  requests(): readonly PlannedRequest[] {
    return this.calls.map(({ owner, message, values, async }) => {
      const { model, encoding } = this.#options;
      const spec = messageOf(model, owner, message);
      const method = async ? `Async.${spec.wire}` : spec.wire;
      const params = ['«session»', ...checkArguments(model, spec, values)];
      const text =
        encoding === 'json' ? jsonRequest(method, params, 1) : xmlRequest(method, params);
      return { method, text };
    });
  }

  #note(
    owner: string,
    message: string,
    values: readonly unknown[],
    async: boolean,
    waits = false,
  ): XapiValue {
    const { result } = messageOf(this.#options.model, owner, message);
    const answer = this.#answer(result);
    this.calls.push({ owner, message, values, async, answer, waits });
    return answer;
  }

  /** A word in the place of what only the server knows: `«new VDI»`. */
  #answer(type: TypeSpec): XapiValue {
    switch (type.kind) {
      case 'ref': {
        const before = this.calls.filter(
          ({ answer }) => typeof answer === 'string' && answer.startsWith(`«new ${type.name}`),
        ).length;
        return before === 0 ? `«new ${type.name}»` : `«new ${type.name} ${before + 1}»`;
      }
      case 'set':
        return ['«first of the answer»'];
      case 'map':
        return { '«answer»': '«of the call above»' };
      default:
        return '';
    }
  }
}
