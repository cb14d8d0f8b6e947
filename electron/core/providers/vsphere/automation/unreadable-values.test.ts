import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { connectVapi, type VapiClient } from '../vapi/client.ts';
import { type Script, startScripted } from '../vapi/testing/scripted-server.ts';
import { readLibraries } from './libraries.ts';
import { toTask } from './cis-tasks.ts';
import { readAssociations, readCatalog } from './tags/read-tags.ts';

const { signal } = new AbortController();
const ends: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const wrap = (name: string, fields: object): object => ({ STRUCTURE: { [name]: fields } });
const TAGGING = 'com.vmware.cis.tagging';

async function connected(script: Script): Promise<VapiClient> {
  const server = await startScripted(script);
  ends.push(() => server.close());
  const client = await connectVapi({ url: server.url, keepAliveMs: 0 });
  ends.push(() => client.close());
  return client;
}

function inputOf(call: Parameters<Script>[0]): Readonly<Record<string, string>> {
  return call.body.params.input.STRUCTURE['operation-input'] as Readonly<Record<string, string>>;
}

it('loses a tag whose name is no text, and a description that is none, and nothing else', async () => {
  const client = await connected((call) => {
    const { service, operation } = call;
    const { tag_id: id } = inputOf(call);
    if (service === `${TAGGING}.category`) return { output: [] };
    if (service === `${TAGGING}.tag` && operation === 'list') return { output: ['a', 7, 'b', 'c'] };
    if (service === `${TAGGING}.tag`) {
      const tag = { id, name: id, description: '', category_id: 'x', used_by: [] };
      const odd = id === 'b' ? { name: 1 } : id === 'c' ? { description: 1, used_by: 'x' } : {};
      return { output: wrap(`${TAGGING}.tag_model`, { ...tag, ...odd }) };
    }
    if (service === 'com.vmware.vapi.std.introspection.service') return { output: [] };
    if (service !== `${TAGGING}.tag_association`) return undefined;
    const objects = [
      1,
      wrap('com.vmware.vapi.std.dynamic_ID', { type: 'VirtualMachine', id: 'v' }),
    ];
    const entry = { tag_id: 'a', object_ids: objects };
    return { output: ['x', wrap(`${TAGGING}.tag_association.tag_to_objects`, entry)] };
  });
  const { catalog, lacking } = await readCatalog(client, undefined, { anew: true, signal });
  expect([...catalog.tags.keys()]).toEqual(['a', 'c']);
  expect(catalog.tags.get('c')).toMatchObject({ name: 'c', description: '' });
  expect(lacking?.count).toBe(2);
  const found = await readAssociations(client, ['a', 'c'], signal);
  expect([...found]).toEqual([['VirtualMachine:v', new Set(['a'])]]);
});

it('shows a library with a value that is none', async () => {
  const client = await connected(({ service, operation }) => {
    if (service === 'com.vmware.content.library' && operation === 'list') return { output: ['l'] };
    if (service === 'com.vmware.content.library.item') return { output: [] };
    if (service !== 'com.vmware.content.library') return undefined;
    const fields = { id: { OPTIONAL: 'l' }, name: { OPTIONAL: 'mine' }, description: 7 };
    return { output: wrap('com.vmware.content.library_model', fields) };
  });
  const { objects, lacking } = await readLibraries(client, new Map(), signal);
  expect(lacking).toBeUndefined();
  expect([...objects.values()]).toEqual([
    {
      id: 'l',
      name: 'mine',
      description: { $type: 'unreadable', declared: 'string', value: 7 },
    },
  ]);
});

it('makes a task of whatever a server says of one', () => {
  const marked = { $type: 'unreadable', declared: 'string', value: 7 };
  const any = fc.constantFrom(marked, undefined);
  const info = fc.record({
    description: any,
    status: fc.constantFrom(marked, 'FAILED', 'RUNNING'),
    progress: fc.constantFrom(marked, undefined, { total: 10, completed: marked }),
    target: fc.constantFrom(marked, { type: marked, id: 'x' }),
    user: any,
    error: any,
    service: any,
    operation: any,
    start_time: any,
    end_time: any,
    cancelable: any,
  });
  fc.assert(
    fc.property(info, (given) => {
      const task = toTask('t', given as never, 1000);
      expect(task).toMatchObject({ queuedAt: 1000, cancelable: false });
      expect(task.progress).toBeUndefined();
      expect(JSON.stringify(task)).not.toContain('unreadable');
    }),
  );
});
