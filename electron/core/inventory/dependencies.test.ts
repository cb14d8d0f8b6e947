import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ObjectUpdate, Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { silentLog } from '../log.ts';
import type { MappedRow, Provider } from '../providers/provider.ts';
import { Inventory } from './inventory.ts';

/** An object is called by its own text, by those that it looks up (`of`), and by how many of a type there are (`all`). */
const mapRow: Provider['mapRow'] = (ref, properties, lookup): MappedRow => {
  const { text, of, all } = properties;
  const parts = [typeof text === 'string' ? text : ''];
  if (typeof of === 'string') {
    const other = lookup.get(of as Ref)?.['text'];
    parts.push(typeof other === 'string' ? other : 'nothing');
  }
  if (typeof all === 'string') parts.push(String([...lookup.ofType(all)].length));
  return {
    ref,
    kind: 'vm',
    name: parts.join(' '),
    state: 'none',
    health: 'ok',
    parent: null,
    facts: {},
  };
};

function create(): Inventory {
  return new Inventory({
    provider: { mapRow },
    log: silentLog,
    refetch: () => undefined,
    breathe: () => Promise.resolve(),
    elapsed: () => 0,
  });
}

const enter = (ref: string, properties: Properties): ObjectUpdate => ({
  kind: 'enter',
  ref: ref as Ref,
  properties,
});
const assign = (ref: string, path: string, value?: string): ObjectUpdate => ({
  kind: 'modify',
  ref: ref as Ref,
  changes: [{ path, op: 'assign', ...(value !== undefined && { value }) }],
});
const leave = (ref: string): ObjectUpdate => ({ kind: 'leave', ref: ref as Ref });

describe('a row that is made from other objects', () => {
  it('follows them as they come, change and go', async () => {
    const inventory = create();
    const name = (): string | undefined => inventory.nameOf('V:1' as Ref);
    await inventory.apply([enter('V:1', { text: 'a', of: 'M:1' })]);
    expect(name()).toBe('a nothing');
    await inventory.apply([enter('M:1', { text: 'x' })]);
    expect(name()).toBe('a x');
    await inventory.apply([assign('M:1', 'text', 'y')]);
    expect(name()).toBe('a y');
    await inventory.apply([assign('V:1', 'of', 'M:2'), assign('M:1', 'text', 'z')]);
    expect(name()).toBe('a nothing');
    await inventory.apply([assign('V:1', 'of', 'M:1'), leave('M:1')]);
    expect(name()).toBe('a nothing');
  });

  it('follows which objects of a type there are', async () => {
    const inventory = create();
    await inventory.apply([enter('V:1', { all: 'M' }), enter('M:1', {})]);
    expect(inventory.nameOf('V:1' as Ref)).toBe(' 1');
    await inventory.apply([enter('M:2', {}), leave('M:1'), enter('M:3', {})]);
    expect(inventory.nameOf('V:1' as Ref)).toBe(' 2');
    inventory.resync();
    await inventory.apply([enter('V:1', { all: 'M' })]);
    inventory.synced();
    expect(inventory.nameOf('V:1' as Ref)).toBe(' 0');
  });

  it('is what it would be if it were made at last', async () => {
    const refs = ['V:1', 'V:2', 'M:1', 'M:2', 'M:3'];
    const text = fc.constantFrom('a', 'b', undefined);
    const properties = fc
      .record({
        text,
        of: fc.constantFrom(...refs, undefined),
        all: fc.constantFrom('M', 'V', undefined),
      })
      .map((record) => JSON.parse(JSON.stringify(record)) as Properties);
    const ref = fc.constantFrom(...refs);
    const update = fc.oneof(
      fc.tuple(ref, properties).map(([one, given]) => enter(one, given)),
      fc
        .tuple(ref, fc.constantFrom('text', 'of', 'all'), fc.constantFrom(...refs, 'M', undefined))
        .map(([one, path, value]) => assign(one, path, value)),
      ref.map(leave),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(update, { maxLength: 4 }), { maxLength: 8 }),
        async (batches) => {
          const inventory = create();
          for (const batch of batches) await inventory.apply(batch);
          for (const { ref: one, name } of inventory.rows()) {
            const own = inventory.object(one)?.properties ?? {};
            const { value } = inventory.derive((lookup) => mapRow(one, own, lookup));
            expect(name).toBe(value.name);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
