import type { AlertSeverity } from '../model/alert.ts';
import type { Kind } from '../model/kind.ts';
import type { ObjectFacts } from '../model/object-facts.ts';
import type { PropertyValue } from '../model/property-value.ts';
import type { Ref } from '../model/reference.ts';
import type { Row } from '../model/row.ts';

/** An object as the search language sees it. What costs something is asked for when a query needs it. */
export interface Subject {
  readonly row: Omit<Row, 'parent'>;
  /** What the server is called. */
  readonly server: string;
  facts(): ObjectFacts;
  /** What stands above it, nearest first. */
  above(): Iterable<{ readonly kind: Kind; readonly name: string }>;
  /** What an object of the same server is called. */
  nameOf(ref: Ref): string | undefined;
  /**
   * A native property by its path: `['config', 'hardware', 'numCPU']`.
   * @returns null where its type has it and the object does not, undefined where its type does not have it
   */
  native(path: readonly string[]): PropertyValue | null | undefined;
  alerts(): AlertFacts;
}

export interface AlertFacts {
  readonly count: number;
  readonly worst?: AlertSeverity;
}
