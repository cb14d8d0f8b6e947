import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { isDataObject } from '#shared/model/property-value.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { LateReading, Sheet, SheetSection } from '#shared/model/sheet.ts';
import { Subject } from '../../sheet/subject.ts';
import { isAutomationEntity } from '../map/automation-entity.ts';
import { clusterSheet } from './cluster.ts';
import { hostSheet } from './host.ts';
import { networkSheet, switchSheet } from './network.ts';
import { resourcePoolSheet } from './resource-pool.ts';
import { datastoreSheet } from './storage.ts';
import { machineSheet } from './machine.ts';
import { pagePaths, pageState } from './page-paths.ts';
import type { PageState } from './page-reader.ts';

type Sections = (of: Subject, reading: boolean) => readonly (SheetSection | undefined)[];

const sectionsOf: ReadonlyMap<string, Sections> = new Map<string, Sections>([
  ['VirtualMachine', machineSheet],
  ['HostSystem', hostSheet],
  ['ClusterComputeResource', clusterSheet],
  ['ResourcePool', resourcePoolSheet],
  ['VirtualApp', resourcePoolSheet],
  ['Datastore', datastoreSheet],
  ['Network', networkSheet],
  ['OpaqueNetwork', networkSheet],
  ['DistributedVirtualPortgroup', networkSheet],
  ['DistributedVirtualSwitch', switchSheet],
  ['VmwareDistributedVirtualSwitch', switchSheet],
]);

/** What the page of a managed entity says, as far as its properties are known. */
export function sheet(ref: Ref, properties: Properties, lookup: Lookup): Sheet {
  const sections = sectionsOf.get(refType(ref));
  if (sections === undefined || isAutomationEntity(ref, properties)) return { sections: [] };
  const late = lateReading(ref, properties);
  const made = sections(new Subject(ref, properties, lookup), late?.state === 'reading');
  return {
    sections: made.filter((section) => section !== undefined),
    ...onlyDefined({ late }),
  };
}

function lateReading(ref: Ref, properties: Properties): LateReading | undefined {
  if (pagePaths(refType(ref)).length === 0) return undefined;
  const reported = properties[pageState];
  if (!isDataObject(reported)) return { state: 'reading' };
  // Written by the page reader and by nothing else.
  const { state, at, reason } = reported as PageState;
  return {
    state,
    ...onlyDefined({ at, reason }),
  };
}
