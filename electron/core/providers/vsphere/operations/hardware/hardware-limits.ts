import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { compareVersions } from '../../vim25/soap/versions.ts';
import type { Work } from '../definition.ts';

/** What a virtual machine can be given, and how its CPUs are divided. */
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

/** The limits of a machine that somebody looks at; undefined where they have not been read (page-paths.ts). */
export function limitsOf(vm: Properties): HardwareLimits | undefined {
  return valueAt(vm, paths.cores) === undefined ? undefined : toLimits(vm);
}

export async function readLimits({ server, ref }: Work): Promise<HardwareLimits> {
  const { auto, ...always } = paths;
  const wanted: string[] = Object.values(always);
  if (compareVersions(server.version, choosesCores) >= 0) wanted.push(auto);
  return toLimits(await server.read(ref, wanted));
}

function toLimits(vm: Properties): HardwareLimits {
  const positive = (path: string): number | undefined => {
    const value = Number(valueAt(vm, path));
    return value > 0 ? value : undefined;
  };
  return {
    increment: positive(paths.increment),
    most: positive(paths.most),
    coresPerSocket: positive(paths.cores),
    autoCores: valueAt(vm, paths.auto) === true,
    reserved: valueAt(vm, paths.follows) === true ? 0 : (positive(paths.reserved) ?? 0),
  };
}

/** A property that was read by itself, or with what it is part of. */
function valueAt(vm: Properties, path: string): PropertyValue | undefined {
  if (Object.hasOwn(vm, path)) return vm[path];
  const dot = path.lastIndexOf('.');
  const whole = vm[path.slice(0, dot)];
  return isDataObject(whole) ? whole[path.slice(dot + 1)] : undefined;
}
