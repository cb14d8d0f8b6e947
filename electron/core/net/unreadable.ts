export { isDamagedText } from '#shared/model/property-value.ts';

/** What stands in a text for bytes and characters that are no text. */
export const REPLACEMENT = '\uFFFD';

/** A value that is not of the type that its API declares, as `shared/model/property-value.ts` has it. */
// An interface would not count as a record of values.
// oxlint-disable-next-line consistent-type-definitions
export type Unreadable<Value> = {
  readonly $type: 'unreadable';
  readonly declared: string;
  readonly value: Value;
};

/** Keeps what came where another type is declared: it loses itself, and nothing else. */
export function unreadable<Value>(declared: string, value: Value): Unreadable<Value> {
  return { $type: 'unreadable', declared, value };
}

/** A value that is not of its type, and where it stands. */
export interface UnreadableFound {
  /** `VirtualMachine:vm-42`, where the answer has said so before. */
  readonly object?: string;
  /** `VirtualMachine.config.annotation`, or the names of the elements. */
  readonly path: string;
  readonly declared: string;
}
