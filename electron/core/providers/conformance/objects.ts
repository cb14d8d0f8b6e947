import { expect, it } from 'vitest';
import { onlyDefined } from '#shared/model/only-defined.ts';
import { makeRef } from '#shared/model/reference.ts';
import { notAborted, type ServerUnderTest } from './server-under-test.ts';

/** What a session reports of objects, and what is made of them. */
export function objectTests(on: ServerUnderTest): void {
  it('reports every object, then that the set is complete', async () => {
    const { sink } = await on.run();
    const seen = [...sink.objects.keys()].filter((ref) => ref.startsWith(`${on.vmType}:`));
    expect(seen.sort()).toEqual([...on.server.vms()].map((id) => makeRef(on.vmType, id)).sort());
    expect(sink.log.indexOf('resync')).toBeLessThan(sink.log.indexOf('apply'));
    expect(sink.log.indexOf('apply')).toBeLessThan(sink.log.indexOf('synced'));
  });

  it('gives every object a name, a kind and a parent that exists', async () => {
    const { sink } = await on.run();
    const roots: string[] = [];
    for (const [ref, properties] of sink.objects) {
      const mapped = on.provider.mapRow(ref, properties, sink.lookup);
      expect(mapped.name, ref).not.toBe('');
      // What does not stand in the tree may be a part without a kind or a place of its own.
      if (mapped.hidden !== true) expect(mapped.kind, ref).not.toBe('other');
      if (mapped.parent === null) {
        // Content libraries stand beside the inventory.
        const inside = mapped.kind !== 'library';
        if (inside && (mapped.hidden !== true || mapped.kind === 'folder')) roots.push(ref);
      } else expect(sink.objects.has(mapped.parent), `${ref} below ${mapped.parent}`).toBe(true);
    }
    expect(roots.length, roots.join()).toBeLessThanOrEqual(1);
  });

  it('says the same of an operation in all offers, alone, and as a verdict', async () => {
    const { sink, session } = await on.run();
    const context = { ...sink.lookup, permissions: session.permissions };
    for (const [ref, properties] of sink.objects) {
      const offers = on.provider.offers(ref, properties, context);
      const verdicts = offers.map(({ id, refused, done }) => ({
        id,
        ...onlyDefined({ refused, done }),
      }));
      expect(on.provider.verdicts(ref, properties, context)).toEqual(verdicts);
      const alone = offers.flatMap(({ id }) => on.provider.offers(ref, properties, context, id));
      expect(alone).toEqual(offers);
    }
  });

  it('reads what is not cached, when asked', async () => {
    const { session, sink } = await on.run();
    const { ref } = on.findVm(sink, 'rename');
    expect(on.provider.onDemand(ref, {}).map(({ path }) => path)).toContain(on.heavyPath);
    const entry = await session.read(ref, on.heavyPath, notAborted);
    expect(entry.path).toBe(on.heavyPath);
    expect(entry.value).toBeTypeOf('object');
    expect(entry.type).toBeTruthy();
  });

  it('tells what may not be read, and everything else', async () => {
    const path = on.server.denyRead?.();
    // Whoever may read an XAPI object may read all of it: there is nothing to tell.
    if (path === undefined) return;
    const { session, sink } = await on.run();
    const { ref } = on.findVm(sink, 'rename');
    expect(sink.missing.get(ref)).toHaveProperty([path]);
    expect(on.row(sink, ref).name).not.toBe('');
    expect((await session.read(ref, path, notAborted)).missing).toBeTruthy();
  });
}
