import type { Provider } from '#core/providers/provider.ts';
import type { InputValues } from '#shared/model/operation.ts';
import type { Family } from '#shared/model/profile.ts';
import type { Ref } from '#shared/model/reference.ts';
import type { Row } from '#shared/model/row.ts';
import type { Upstream } from '../proxy/proxied-connection.ts';
import type { Random } from '../random.ts';

/** An operation that can be recognised in what the client sends. */
export interface MarkedOperation {
  readonly ref: Ref;
  readonly operation: string;
  readonly inputs: InputValues;
  /** Requests that it may send once each: texts that occur together in such a request and in no other. */
  readonly once: readonly (readonly string[])[];
}

/** How a client reaches the server. */
export interface Access {
  readonly family: Family;
  readonly protocol?: 'automation';
  readonly user: string;
  readonly password: string;
}

/** A server that faults are done to, and what can be done on it. */
export interface Subject {
  readonly upstream: Upstream;
  readonly provider: Provider;
  /** Of the core that is tried. */
  readonly access: Access;
  /** Of the other administrator: all that the server can do. */
  readonly witness: Access;
  /** Absent where the server cannot be made to. */
  readonly expireSessions?: () => void;
  readonly restart?: (seconds: number) => void;
  /** Sessions that stand on the server; undefined where nobody can tell. */
  sessions(): number | undefined;
  /** Another operation on one of the machines, which then is taken. Undefined where nothing fits. */
  operation(rows: readonly Row[], mark: string, random: Random): MarkedOperation | undefined;
  /** What the other administrator does next. */
  change(rows: readonly Row[], mark: string, random: Random): Change | undefined;
  /** Names of properties and facts that are another at every look, and of which a server at rest tells nothing; null where there are none. */
  readonly moves: RegExp | null;
  /** Requests that begin or end a session, recognised by these texts: what is lost with one may leave a session behind. */
  readonly loginsAndLogouts: readonly string[];
  /** An answer with this text says that the request was not carried out, as there is no such session. */
  readonly refusals: readonly string[];
  close(): Promise<void>;
}

export interface Change {
  readonly ref: Ref;
  readonly operation: string;
  readonly inputs: InputValues;
}
