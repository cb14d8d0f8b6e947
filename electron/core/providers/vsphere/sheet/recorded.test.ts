import { expect, it } from 'vitest';
import type { Lookup } from '#shared/model/lookup.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import { makeRef, refType, type Ref } from '#shared/model/reference.ts';
import { checkSheet, sourcesOf } from '../../sheet/testing/check-sheet.ts';
import { toRef } from '../object-updates.ts';
import { decodeBytes, readRecorded } from '../vim25/testing/recorded.ts';
import type { ManagedObjectReference } from '../vim25/values.ts';
import { pageState } from './page-paths.ts';
import { sheet } from './sheet.ts';
import { mustReport } from './testing/must-tell.ts';

interface Held {
  readonly name: string;
  readonly val: PropertyValue;
}

const read = { $type: 'PageState', state: 'read', at: 1 } as const;

function verdict(objects: ReadonlyMap<Ref, Properties>): readonly string[] {
  const lookup: Lookup = {
    get: (ref) => objects.get(ref),
    ofType: (type) => [...objects.keys()].filter((ref) => refType(ref) === type),
  };
  return [...objects].flatMap(([ref, properties]) => {
    const reported = sheet(ref, properties, lookup);
    if (reported.sections.length === 0) return [];
    const sources = [...sourcesOf(reported)];
    const silent = mustReport(refType(ref), properties).filter(
      (path) => !sources.some((one) => one === path || one.startsWith(path)),
    );
    return [
      ...checkSheet(ref, reported, lookup),
      ...silent.map((path) => `${ref} ${path}: silent`),
    ];
  });
}

it('a machine of a real vCenter 8.0.3 is shown as its properties are', async () => {
  const properties: Record<string, PropertyValue> = { name: 'vCLS', [pageState]: read };
  for (const name of ['config', 'guest', 'runtime', 'summary']) {
    const file = `real-Fetch-VirtualMachine-${name}-8.0.3.resp.xml`;
    properties[name] = (await decodeBytes(readRecorded(file))) as PropertyValue;
  }
  const ref = makeRef('VirtualMachine', 'vm-1');
  expect(sheet(ref, properties, { get: () => properties, ofType: () => [] }).sections).not.toEqual(
    [],
  );
  expect(verdict(new Map([[ref, properties]]))).toEqual([]);
});

it.each([
  'vcsim-RetrievePropertiesEx-vm-all.xml',
  'vcsim-RetrievePropertiesEx-vm-light.xml',
  'vcsim-RetrievePropertiesEx-page1.xml',
])('what vcsim answered in %s is shown as it is', async (file) => {
  const answer = (await decodeBytes(readRecorded(file))) as PropertyValue;
  const contents = isDataObject(answer) ? answer['objects'] : undefined;
  const objects = new Map<Ref, Properties>();
  for (const one of Array.isArray(contents) ? (contents as readonly PropertyValue[]) : []) {
    if (!isDataObject(one)) continue;
    const { obj, propSet } = one;
    const properties: Record<string, PropertyValue> = { [pageState]: read };
    for (const property of (propSet ?? []) as unknown as readonly Held[])
      properties[property.name] = property.val;
    objects.set(toRef(obj as ManagedObjectReference), properties);
  }
  expect(objects.size).toBeGreaterThan(0);
  expect(verdict(objects)).toEqual([]);
});
