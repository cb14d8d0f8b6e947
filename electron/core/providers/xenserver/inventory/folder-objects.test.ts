import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { FolderObjects } from './folder-objects.ts';

const anyStep = fc.record({
  vm: fc.constantFrom('1', '2', '3', '4'),
  folder: fc.option(fc.constantFrom('/a', '/a/b', 'a/b/c/', '/d', '', '/')),
  gone: fc.boolean(),
});

/** Every folder that something is in, by what the machines say. */
function foldersOf(machines: ReadonlyMap<Ref, string>): readonly string[] {
  const all = new Set<string>();
  for (const path of machines.values()) {
    const names = path.split('/').filter((name) => name !== '');
    for (let depth = 1; depth <= names.length; depth++)
      all.add(`group:folder:${names.slice(0, depth).join('/')}`);
  }
  return [...all].sort();
}

it('are there as long as a machine or a folder is in them, whatever moves', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      const folders = new FolderObjects();
      const known = new Map<Ref, Properties>();
      const machines = new Map<Ref, string>();
      const there = new Set<Ref>();
      for (const { vm, folder, gone } of steps) {
        const ref = makeRef('VM', vm);
        const isNew = !known.has(ref);
        if (gone) known.delete(ref);
        else known.set(ref, { other_config: { $type: 'map', ...(folder !== null && { folder }) } });
        if (gone || folder === null) machines.delete(ref);
        else machines.set(ref, folder);
        const change = { path: 'other_config', op: 'assign', value: null } as const;
        const update: ObjectUpdate = gone
          ? { kind: 'leave', ref }
          : isNew
            ? { kind: 'enter', ref, properties: {} }
            : { kind: 'modify', ref, changes: [change] };
        for (const one of folders.after([update], (asked) => known.get(asked)))
          if (one.kind === 'enter') there.add(one.ref);
          else there.delete(one.ref);
        expect([...there].sort()).toEqual(foldersOf(machines));
      }
    }),
    { numRuns: 500 },
  );
});
