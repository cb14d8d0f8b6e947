/** A failure as the XAPI names it: a code and its parameters (`xapi-errors`: VM_BAD_POWER_STATE [vm, expected, actual]). */
export class Failure extends Error {
  readonly code: string;
  readonly parameters: readonly string[];

  constructor(code: string, ...parameters: readonly string[]) {
    super([code, ...parameters].join(', '));
    this.name = 'Failure';
    this.code = code;
    this.parameters = parameters;
  }

  /** ErrorDescription of the wire. */
  get description(): readonly string[] {
    return [this.code, ...this.parameters];
  }
}
