import { inEnglish } from '../i18n/english.ts';
import type { Text } from '../i18n/text.ts';
import type { Kind } from './kind.ts';
import type { Places } from './projection.ts';
import type { Ref } from './reference.ts';

/** The run state that an icon shows. Objects without one are `none`; `unknown` is what the server cannot tell. */
export type RunState =
  | 'on'
  | 'off'
  | 'suspended'
  | 'maintenance'
  | 'standby'
  | 'disconnected'
  | 'inaccessible'
  | 'unknown'
  | 'none';

/** The server's verdict on the object: vSphere's green, yellow, red and gray. */
export type Health = 'ok' | 'warning' | 'error' | 'unknown';

/**
 * The small, neutral form of an object: what trees, tables, search and icons need. Derived from the cached native
 * properties by a family's mapper and never a source of truth.
 */
export interface Row {
  readonly ref: Ref;
  readonly kind: Kind;
  /** As the server names it. What the core sorts and searches by. */
  readonly name: string;
  /** What Moref itself calls it, where the server has no name for it: `name` is the English of it. */
  readonly label?: Text;
  readonly state: RunState;
  readonly health: Health;
  /** Parent in the tree of hosts and clusters; null directly below the server. Never an object without a row. */
  readonly parent: Ref | null;
  /** Where it stands in the other trees; absent if in none. */
  readonly places?: Places;
  /** It does not stand in the tree of hosts and clusters, as folders of virtual machines do not: `parent` is what it belongs to there. */
  readonly notInHosts?: true;
  readonly facts: RowFacts;
}

/** The name of a row that the server has no name for. */
export function labelled(label: Text): Pick<Row, 'name' | 'label'> {
  return { name: inEnglish(label), label };
}

/** A few facts that lists show and search finds. Absent means that the server has not reported. */
export interface RowFacts {
  /** The host that runs the VM. */
  readonly host?: Ref;
  readonly guestOs?: string;
  readonly hostName?: string;
  readonly ipAddress?: string;
  readonly cpus?: number;
  /** Mebibytes. */
  readonly memoryMiB?: number;
  /** Current CPU use, MHz. */
  readonly cpuMHz?: number;
  /** Current memory use, mebibytes: guest memory for a VM, consumed memory for a host. */
  readonly memoryUsedMiB?: number;
  /** Bytes. */
  readonly capacityBytes?: number;
  /** Bytes. */
  readonly freeBytes?: number;
  /** Guest tools: `running`, `starting`, `old` (they run, and there are newer ones), `not running`, `not installed`. */
  readonly tools?: string;
  readonly uuid?: string;
  /** Which sort of its kind it is, in the server's own word: of a library `SUBSCRIBED`, of its items `ovf`, `iso`. */
  readonly type?: string;
  /** Of a folder: all that may stand in it is of this kind. */
  readonly holds?: Kind;
  /** What somebody wrote about it. */
  readonly description?: string;
  /** Tags, joined by commas. */
  readonly tags?: string;
  /** Folder that administrators put it in: `/production/web`. */
  readonly folder?: string;
  /** Fields of the administrators' own, by their names: `Owner`. */
  readonly fields?: Readonly<Record<string, string>>;
  /** A word on an object that needs someone: "needs answer", "consolidation needed". */
  readonly note?: Text;
}
