import type { Properties } from '#shared/model/object-update.ts';
import { flag, number } from '../map/read.ts';
import type { Work } from './definition.ts';

/** What a virtual machine can be given while it runs, and how its CPUs are divided. */
export interface HardwareLimits {
  /** Memory that is added while it runs comes in steps of so many MiB; undefined where the server does not say. */
  readonly increment: number | undefined;
  /** Up to so many MiB while it runs. */
  readonly most: number | undefined;
  readonly coresPerSocket: number;
  /** The server chooses the cores of a socket by itself. */
  readonly autoCores: boolean;
}

const paths = [
  'config.hotPlugMemoryIncrementSize',
  'config.hotPlugMemoryLimit',
  'config.hardware.numCoresPerSocket',
  'config.hardware.autoCoresPerSocket',
] as const;

export async function readLimits(work: Work): Promise<HardwareLimits> {
  const read: Properties = await work.server.read(work.ref, paths);
  const positive = (path: string): number | undefined => {
    const value = number(read, path);
    return value !== undefined && value > 0 ? value : undefined;
  };
  return {
    increment: positive(paths[0]),
    most: positive(paths[1]),
    coresPerSocket: number(read, paths[2]) ?? 1,
    autoCores: flag(read, paths[3]) === true,
  };
}
