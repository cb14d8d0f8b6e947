import type { Properties } from '#shared/model/object-update.ts';
import { flag, number } from '../map/read.ts';
import { compareVersions } from '../vim25/soap/versions.ts';
import type { Work } from './definition.ts';

/** What a virtual machine can be given while it runs, and how its CPUs are divided. */
export interface HardwareLimits {
  /** Memory that is added while it runs comes in steps of so many MiB; undefined where the server does not say. */
  readonly increment: number | undefined;
  /** Up to so many MiB while it runs. */
  readonly most: number | undefined;
  /** Undefined where the server does not say. */
  readonly coresPerSocket: number | undefined;
  /** The server chooses the cores of a socket by itself. */
  readonly autoCores: boolean;
  /** MiB of memory that are reserved for it; 0 where the reservation follows the size. */
  readonly reserved: number;
}

const paths = {
  increment: 'config.hotPlugMemoryIncrementSize',
  most: 'config.hotPlugMemoryLimit',
  cores: 'config.hardware.numCoresPerSocket',
  reserved: 'config.memoryAllocation.reservation',
  follows: 'config.memoryReservationLockedToMax',
  auto: 'config.hardware.autoCoresPerSocket',
} as const;

/** Servers before it have no `autoCoresPerSocket`, and refuse to read it. */
const choosesCores = '8.0.0.1';

/** The paths that say what a machine's limits are, on a server of this version. */
export function limitPaths(version: string): readonly string[] {
  const { auto, ...always } = paths;
  return [...Object.values(always), ...(compareVersions(version, choosesCores) < 0 ? [] : [auto])];
}

/** The limits of a machine whose `limitPaths` were read; undefined where they were not. */
export function limitsOf(vm: Properties): HardwareLimits | undefined {
  if (number(vm, paths.cores) === undefined) return undefined;
  return toLimits(vm);
}

export async function readLimits(work: Work): Promise<HardwareLimits> {
  return toLimits(await work.server.read(work.ref, limitPaths(work.server.version)));
}

function toLimits(read: Properties): HardwareLimits {
  const positive = (path: string): number | undefined => {
    const value = number(read, path);
    return value !== undefined && value > 0 ? value : undefined;
  };
  return {
    increment: positive(paths.increment),
    most: positive(paths.most),
    coresPerSocket: positive(paths.cores),
    autoCores: flag(read, paths.auto) === true,
    reserved: flag(read, paths.follows) === true ? 0 : (number(read, paths.reserved) ?? 0),
  };
}
