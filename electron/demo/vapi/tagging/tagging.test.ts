import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoVcenter } from '../../vcenter.ts';
import type { DemoVcenter } from '../../vcenter.ts';
import { errorOf, some, structure, VapiTestClient } from '../test-client.ts';
import type { Tree } from '../test-client.ts';

let demo: DemoVcenter;
let client: VapiTestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ quickStatsSeconds: 0, vms: 400, taskSeconds: [0.02, 0.04] });
  client = new VapiTestClient(demo.url);
  await client.login(demo.user, demo.password);
});

afterAll(() => demo.close());

const at = (name: string): string => `com.vmware.cis.tagging.${name}`;
const objectId = (type: string, id: string): Tree =>
  structure('com.vmware.vapi.std.dynamic_ID', { type, id });
type Row = Readonly<Record<string, Tree>>;

const ask = async (service: string, operation: string, input: Tree = {}): Promise<Tree> =>
  client.ask(at(service), operation, input);

async function category(fields: Readonly<Record<string, Tree>>): Promise<string> {
  const spec = { description: '', cardinality: 'MULTIPLE', associable_types: [], ...fields };
  return (await ask('category', 'create', {
    create_spec: structure(at('category.create_spec'), spec),
  })) as string;
}

async function tag(category_id: string, name: string): Promise<string> {
  const spec = { category_id, name, description: `tag ${name}` };
  return (await ask('tag', 'create', {
    create_spec: structure(at('tag.create_spec'), spec),
  })) as string;
}

const vmAt = (n: number): string => [...demo.estate.vms][n]?.id ?? '';

test('the estate has tags, with names from everywhere, on its VMs and hosts', async () => {
  const ids = (await ask('tag', 'list')) as readonly string[];
  const tags = (await Promise.all(
    ids.map((tag_id) => ask('tag', 'get', { tag_id })),
  )) as readonly Row[];
  expect(tags.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Production', '李伟', 'Zoë Müller']),
  );
  expect(ids.every((id) => /^urn:vmomi:InventoryServiceTag:[0-9a-f-]{36}:GLOBAL$/.test(id))).toBe(
    true,
  );
  const categories = (await ask('category', 'list')) as readonly string[];
  const perCategory = await Promise.all(
    categories.map((category_id) => ask('tag', 'list_tags_for_category', { category_id })),
  );
  expect((perCategory as unknown as readonly string[][]).flat().sort()).toEqual([...ids].sort());
});

test('every batch answer says what single ones say', async () => {
  const ids = Array.from({ length: 20 }, (_, n) => vmAt(n));
  const object_ids = [...ids, 'vm-0'].map((id) => objectId('VirtualMachine', id));
  const rows = (await ask('tag_association', 'list_attached_tags_on_objects', {
    object_ids,
  })) as readonly Row[];
  const byObject = new Map(
    rows.map(({ object_id: object, tag_ids: tags }) => [(object as Row).id, tags]),
  );
  for (const id of ids) {
    const single = await ask('tag_association', 'list_attached_tags', {
      object_id: objectId('VirtualMachine', id),
    });
    expect(byObject.get(id) ?? []).toEqual(single);
  }
  const [tag_id] = (byObject.get(ids[0] ?? '') ?? []) as readonly string[];
  const [tagged] = (await ask('tag_association', 'list_attached_objects_on_tags', {
    tag_ids: [tag_id ?? ''],
  })) as readonly Row[];
  expect(tagged?.object_ids).toEqual(
    await ask('tag_association', 'list_attached_objects', { tag_id: tag_id ?? '' }),
  );
});

test('pages of associations hold each once', async () => {
  const service = 'com.vmware.vcenter.tagging.associations';
  const spec = (marker: Tree): Tree => ({
    iterate: some(structure(`${service}.iteration_spec`, { marker: some(marker) })),
  });
  let page = (await client.ask(service, 'list')) as Row;
  const found = [...(page.associations as readonly Row[])];
  let pages = 1;
  while (page.status === 'READY') {
    page = (await client.ask(service, 'list', spec(page.marker ?? ''))) as Row;
    found.push(...(page.associations as readonly Row[]));
    pages += 1;
  }
  expect(page).not.toHaveProperty('marker');
  expect(pages).toBeGreaterThan(1);
  const tag_ids = (await ask('tag', 'list')) as readonly string[];
  const all = (await ask('tag_association', 'list_attached_objects_on_tags', {
    tag_ids,
  })) as readonly Row[];
  const count = all.reduce((sum, { object_ids: ids }) => sum + (ids as Tree[]).length, 0);
  expect(found).toHaveLength(count);
  expect(new Set(found.map((row) => JSON.stringify(row))).size).toBe(count);
  expect(errorOf(await client.call(service, 'list', spec('x')))?.type).toBe('invalid_argument');
});

describe('rules', () => {
  test('a category for one tag each, and for some types only', async () => {
    const id = await category({
      name: 'Stage',
      cardinality: 'SINGLE',
      associable_types: ['VirtualMachine'],
    });
    const [one, two] = [await tag(id, 'One'), await tag(id, 'Zwei – ñ')];
    const object_id = objectId('VirtualMachine', vmAt(0));
    const attach = (tag_id: string, object: Tree): Promise<string | undefined> =>
      client
        .call(at('tag_association'), 'attach', { tag_id, object_id: object })
        .then((reply) => errorOf(reply)?.type);
    expect(await attach(one, object_id)).toBeUndefined();
    expect(await attach(one, object_id)).toBeUndefined();
    expect(await attach(two, object_id)).toBe('invalid_argument');
    expect(await attach(two, objectId('HostSystem', [...demo.estate.hosts][0]?.id ?? ''))).toBe(
      'invalid_argument',
    );
    expect(await attach(two, objectId('VirtualMachine', 'vm-0'))).toBe('not_found');
    expect(await attach('x', object_id)).toBe('not_found');
    const attachable = (await ask('tag_association', 'list_attachable_tags', {
      object_id,
    })) as string[];
    expect(attachable).not.toContain(two);
  });

  test('a batch does what it can, and tells the rest', async () => {
    const id = await category({ name: 'Batch', cardinality: 'SINGLE' });
    const [one, two] = [await tag(id, 'One'), await tag(id, 'Two')];
    const ids = [vmAt(1), vmAt(2), 'vm-0'];
    const object_ids = ids.map((vm) => objectId('VirtualMachine', vm));
    const first = (await ask('tag_association', 'attach_tag_to_multiple_objects', {
      tag_id: one,
      object_ids,
    })) as Row;
    expect(first.success).toBe(false);
    expect(first.error_messages).toHaveLength(1);
    const both = await ask('tag_association', 'attach_multiple_tags_to_object', {
      object_id: objectId('VirtualMachine', vmAt(3)),
      tag_ids: [one, two],
    });
    expect(both).toMatchObject({ success: false, error_messages: [{}] });
    const gone = await ask('tag_association', 'detach_tag_from_multiple_objects', {
      tag_id: one,
      object_ids: object_ids.slice(0, 2),
    });
    expect(gone).toEqual({ success: true, error_messages: [] });
    const left = (await ask('tag_association', 'list_attached_objects', {
      tag_id: one,
    })) as readonly Row[];
    expect(left.map((row) => row.id)).toEqual([vmAt(3)]);
  });

  test('names are there once, categories do not become narrower', async () => {
    const id = await category({ name: 'Wide' });
    await tag(id, 'Only');
    await expect(category({ name: 'Wide' })).rejects.toThrow('already_exists');
    await expect(tag(id, 'Only')).rejects.toThrow('already_exists');
    const update = (fields: Tree) =>
      client.call(at('category'), 'update', {
        category_id: id,
        update_spec: structure(at('category.update_spec'), fields),
      });
    expect(errorOf(await update({ cardinality: some('SINGLE') }))?.type).toBe('invalid_argument');
    expect(errorOf(await update({ associable_types: some(['HostSystem']) }))?.type).toBe(
      'invalid_argument',
    );
    expect(errorOf(await update({ name: some('Wider') }))).toBeUndefined();
    expect(await ask('category', 'get', { category_id: id })).toMatchObject({ name: 'Wider' });
  });

  test('a category takes its tags along, a VM its associations', async () => {
    const id = await category({ name: 'Gone' });
    const tag_id = await tag(id, 'Gone');
    const vm = [...demo.estate.vms].find(
      ({ power, connectionState, template }) =>
        power === 'poweredOff' && connectionState === 'connected' && !template,
    );
    await ask('tag_association', 'attach', {
      tag_id,
      object_id: objectId('VirtualMachine', vm?.id ?? ''),
    });
    await client.ask('com.vmware.vcenter.VM', 'delete', { vm: vm?.id ?? '' });
    expect(await ask('tag_association', 'list_attached_objects', { tag_id })).toEqual([]);
    await ask('category', 'delete', { category_id: id });
    expect(errorOf(await client.call(at('tag'), 'get', { tag_id }))?.type).toBe('not_found');
  });
});
