import type { Kind } from '#shared/model/kind.ts';
import type { ObjectFacts } from '#shared/model/object-facts.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { AlertFacts, Subject } from '#shared/query/subject.ts';
import type { Branch } from './branch.ts';

/** A row of the page's replica as the search language sees it: what only the core knows of the object is not known. */
export class RowSubject implements Subject {
  readonly row: Row;
  readonly server: string;
  readonly #branch: Branch;

  constructor(row: Row, branch: Branch, server: string) {
    this.row = row;
    this.server = server;
    this.#branch = branch;
  }

  facts(): ObjectFacts {
    const { tags, fields, ipAddress, description } = this.row.facts;
    return {
      ...(tags !== undefined && { tags: [{ name: tags }] }),
      ...(fields !== undefined && { attributes: fields }),
      ...(ipAddress !== undefined && { addresses: [ipAddress] }),
      ...(description !== undefined && { note: description }),
    };
  }

  *above(): Iterable<{ readonly kind: Kind; readonly name: string }> {
    for (const ref of this.#branch.ancestors(this.row.ref).toReversed()) {
      const row = this.#branch.row(ref);
      if (row !== undefined) yield row;
    }
  }

  nameOf(ref: Ref): string | undefined {
    return this.#branch.row(ref)?.name;
  }

  native(): undefined {
    return undefined;
  }

  alerts(): AlertFacts {
    return { count: 0 };
  }
}
