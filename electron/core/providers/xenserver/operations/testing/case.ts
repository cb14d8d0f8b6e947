import type { InputValues } from '#shared/model/operation.ts';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';

/** One operation on a simulated pool: what is sent for it, and what comes of it. */
export interface Case {
  readonly operation: string;
  /** Where the operation has several cases. */
  readonly what?: string;
  readonly subject: () => Ref | Promise<Ref>;
  readonly inputs?: (subject: Ref) => InputValues | Promise<InputValues>;
  /** The methods that the plan names. */
  readonly sends: readonly string[];
  /** The command lines, each as a text or a pattern. */
  readonly xe: readonly (string | RegExp)[];
  readonly effect: (after: Properties, subject: Ref, before: Properties) => boolean;
  /** Afterwards, for whoever comes next. */
  readonly afterwards?: (subject: Ref) => Promise<void>;
}

const uuid = '[0-9a-f-]{36}';

/** A whole command line, with UUID where there is one. */
export const line = (text: string): RegExp => new RegExp(`^${text.replaceAll('UUID', uuid)}$`);
