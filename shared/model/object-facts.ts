import type { Ref } from './reference.ts';

/**
 * What lists and searches know of an object beyond its row: made by the family from cached native properties, when somebody asks, and
 * never sent for all objects. Absent: the kind has no such thing, or it is not known. An empty list: it could have some, and has none.
 */
export interface ObjectFacts {
  readonly tags?: readonly ObjectTag[] | undefined;
  /** Custom attributes (vSphere), custom fields (XenServer), by name. */
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  /** What somebody wrote about it. */
  readonly note?: string | undefined;
  /** Every IP address, the one that is shown first. */
  readonly addresses?: readonly string[] | undefined;
  readonly macs?: readonly string[] | undefined;
  /** Names of its disks, and their files where disks are files. */
  readonly disks?: readonly string[] | undefined;
  /** Where an administrator put it, by the names of folders: `/production/web`. Rows of families that keep it with the object have it, too. */
  readonly folder?: string | undefined;
  /** By name. */
  readonly datastores?: readonly string[] | undefined;
  readonly networks?: readonly string[] | undefined;
  /** Objects that it stands on: of a VM its host, its datastores, its networks, and the folders that it is in. */
  readonly uses?: readonly Ref[] | undefined;
  readonly snapshots?: SnapshotFacts | undefined;
  /** `vmx-19`. */
  readonly hardwareVersion?: string | undefined;
  /** Of a host: `8.0.2`. */
  readonly version?: string | undefined;
  readonly build?: string | undefined;
  /** Milliseconds since 1970. */
  readonly createdAt?: number | undefined;
  readonly bootedAt?: number | undefined;
  /** Since when it is powered off, as far as the server tells. */
  readonly offSince?: number | undefined;
  readonly provisionedBytes?: number | undefined;
  readonly usedBytes?: number | undefined;
  readonly vlan?: number | undefined;
  /** What is so of it; what is not there is not so. */
  readonly flags?: readonly ObjectFlag[] | undefined;
}

export interface ObjectTag {
  /** XenServer's tags have none. */
  readonly category?: string;
  readonly name: string;
}

export interface SnapshotFacts {
  readonly count: number;
  /** Milliseconds since 1970; with at least one. */
  readonly oldest?: number;
  readonly bytes?: number;
}

/**
 * - `orphaned`: the server knows it and nothing holds it: a VM without its files, a disk without a VM.
 * - `consolidate`: disks of deleted snapshots are to be consolidated.
 * - `thin`: it has a disk that grows as it is written.
 * - `question`: it waits for an answer.
 * - `cd`: an image or a drive is in its CD drive.
 * - `unprotected`: high availability does not restart it where it should.
 * - `mixed`: a host whose version or build is not that of every other host of its cluster or pool.
 */
export const objectFlags = [
  'orphaned',
  'consolidate',
  'thin',
  'question',
  'cd',
  'unprotected',
  'mixed',
] as const;

export type ObjectFlag = (typeof objectFlags)[number];
