import { TextError } from '../../../../net/text-error.ts';
import type { VimRecord } from '../values.ts';

/** The server refused the call: a fault of the API, with its type and members. */
export class VimFault extends Error {
  override readonly name = 'VimFault';
  /** The server's own words; empty where it sent none. */
  readonly said: string;
  /** The fault's data object; `$type` is its type, e.g. `InvalidPowerState`. */
  readonly fault: VimRecord;
  /** The method that was called, e.g. `PowerOnVM_Task`. */
  readonly method: string;

  constructor(faultString: string, fault: VimRecord, method: string) {
    super(faultString === '' ? `${method}: ${fault.$type}` : faultString);
    this.said = faultString;
    this.fault = fault;
    this.method = method;
  }

  /** The fault's wire type, e.g. `NotAuthenticated`. */
  get type(): string {
    return this.fault.$type;
  }
}

/** The answer is XML, but not an answer to the call. */
export class SoapError extends TextError {
  override readonly name = 'SoapError';
}

/** True for a fault of one of the given types. */
export function isFault(error: unknown, ...types: readonly string[]): error is VimFault {
  return error instanceof VimFault && types.includes(error.type);
}
