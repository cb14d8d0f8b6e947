import { TextError } from '../../../net/text-error.ts';
import { type ApiModel, apiModel } from './model/api-model.ts';

/** The server refused the call with an error code of the API. */
export class XapiFailure extends Error {
  override readonly name = 'XapiFailure';
  /** e.g. `VM_BAD_POWER_STATE`. */
  readonly code: string;
  /** What the code says of this case, in order, e.g. a reference, the expected and the actual state. */
  readonly params: readonly string[];
  /** The same by the names that the model gives them; further ones are in `params` only. */
  readonly named: Readonly<Record<string, string>>;
  /** The message that was called, e.g. `VM.start`; empty where the failure is a task's. */
  readonly method: string;

  constructor(description: readonly string[], method = '', model: ApiModel = apiModel()) {
    const [code = 'UNKNOWN', ...params] = description;
    const named = nameParams(code, params, model);
    super(describe(code, params, named, method));
    this.code = code;
    this.params = params;
    this.named = named;
    this.method = method;
  }
}

function nameParams(
  code: string,
  params: readonly string[],
  model: ApiModel,
): Readonly<Record<string, string>> {
  const names = model.errorParams(code) ?? [];
  return Object.fromEntries(
    params.flatMap((value, index) => {
      const name = names[index];
      return name === undefined ? [] : [[name, value]];
    }),
  );
}

const MAX_SHOWN = 200;

function describe(
  code: string,
  params: readonly string[],
  named: Readonly<Record<string, string>>,
  method: string,
): string {
  const names = Object.keys(named);
  const details = params
    .slice(0, 8)
    .map((value, index) => {
      const shown = value.length > MAX_SHOWN ? `${value.slice(0, MAX_SHOWN)}…` : value;
      return names[index] === undefined ? shown : `${names[index]}: ${shown}`;
    })
    .join(', ');
  const what = method === '' ? '' : `${method}: `;
  return `${what}${code.slice(0, MAX_SHOWN)}${details === '' ? '' : ` (${details})`}`;
}

/** The call does not fit the API; nothing was sent. The message names the parameter. */
export class XapiEncodeError extends TextError {
  override readonly name = 'XapiEncodeError';
}

/** What came back is no answer to the call: broken, cut off, or not XAPI at all. */
export class XapiAnswerError extends TextError {
  override readonly name = 'XapiAnswerError';
}

/** The server is XAPI, but too old for what is needed. Trying again is no use. */
export class XapiUnsupportedError extends TextError {
  override readonly name = 'XapiUnsupportedError';
}

/** A member sends to a coordinator whose certificate neither verifies nor is vouched for; nothing was sent to it. */
export class XapiTrustError extends TextError {
  override readonly name = 'XapiTrustError';
}

/** A server that was a member of the pool is none any more. */
export class XapiForeignPoolError extends TextError {
  override readonly name = 'XapiForeignPoolError';
}

/** True for a failure with one of the given codes. */
export function isFailure(error: unknown, ...codes: readonly string[]): error is XapiFailure {
  return error instanceof XapiFailure && codes.includes(error.code);
}
