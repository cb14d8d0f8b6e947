import type { PropertyValue } from './property-value.ts';

/** One native property of one object, as the property panel shows it. */
export interface PropertyEntry {
  /** Native path, `summary.quickStats.overallCpuUsage`. */
  readonly path: string;
  readonly value?: PropertyValue;
  /** What the server answered instead of a value: the fault's type, `NoPermission`. */
  readonly missing?: string;
  /** True for a property that is not cached: it is read from the server when somebody asks. */
  readonly onDemand?: boolean;
  /** Declared native type, where the family knows it: `VirtualMachineConfigInfo`, `long`. */
  readonly type?: string;
}
