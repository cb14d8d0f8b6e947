import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { refType, type Ref } from '#shared/model/reference.ts';
import type { Sheet, SheetSection } from '#shared/model/sheet.ts';
import { Subject } from '../../sheet/subject.ts';
import { hostSheet } from './host.ts';
import { networkSheet } from './network.ts';
import { poolSheet } from './pool.ts';
import { imageSheet, storageSheet } from './storage.ts';
import { machineSheet } from './machine.ts';

type Sections = (of: Subject) => readonly (SheetSection | undefined)[];

const sectionsOf: ReadonlyMap<string, Sections> = new Map<string, Sections>([
  ['VM', machineSheet],
  ['host', hostSheet],
  ['pool', poolSheet],
  ['SR', storageSheet],
  ['VDI', imageSheet],
  ['network', networkSheet],
]);

/** What the page of an object of a pool says. All that XAPI's records tell is cached of all objects: nothing is read late. */
export function sheet(ref: Ref, properties: Properties, lookup: Lookup): Sheet {
  const sections = sectionsOf.get(refType(ref));
  const made = sections?.(new Subject(ref, properties, lookup)) ?? [];
  return { sections: made.filter((section) => section !== undefined) };
}
