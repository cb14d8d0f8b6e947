import { spoken } from '#shared/i18n/testing/spoken.ts';
import { afterEach, expect, it } from 'vitest';
import { type DemoOptions, type DemoVcenter, startDemoVcenter } from '../../../../demo/vcenter.ts';
import { silentLog } from '../../../log.ts';
import { RecordingSink } from '../../recording-sink.ts';
import type { Session } from '../../provider.ts';
import type { Ref } from '#shared/model/reference.ts';
import { vsphere } from '../provider.ts';
import { catalogOf, catalogRef, type Tag } from './tags/tag-catalog.ts';

/** Longest wait for what is certain to come, milliseconds. */
const patience = 15_000;
const { signal } = new AbortController();
const ends: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A session that follows a demo vCenter, and has its tags. */
async function follow(options: DemoOptions = {}): Promise<{
  readonly demo: DemoVcenter;
  readonly session: Session;
  readonly sink: RecordingSink;
}> {
  const demo = await startDemoVcenter({ vms: 60, quickStatsSeconds: 0, ...options });
  ends.push(() => demo.close());
  const session = await vsphere.connect({
    address: new URL(demo.url).origin,
    user: demo.user,
    password: demo.password,
    pinnedFingerprint: null,
    signal,
    log: silentLog,
  });
  ends.push(() => session.close());
  const sink = new RecordingSink();
  const abort = new AbortController();
  const running = session.run(sink, abort.signal);
  ends.push(async () => {
    abort.abort();
    await running;
  });
  await sink.until(
    'a full set and the tags',
    () => sink.sets > 0 && sink.objects.has(catalogRef),
    patience,
  );
  return { demo, session, sink };
}

function tagsOf(sink: RecordingSink, ref: Ref): string | undefined {
  return vsphere.mapRow(ref, sink.objects.get(ref) ?? {}, sink.lookup).facts.tags;
}

/** A tag that any object may have besides others. */
function freeTag(sink: RecordingSink): Tag {
  const catalog = catalogOf(sink.objects.get(catalogRef));
  const tag = [...(catalog?.tags.values() ?? [])].find(({ categoryId }) => {
    const category = catalog?.categories.get(categoryId);
    return category?.single === false;
  });
  if (tag === undefined) throw new Error('There is no such tag.');
  return tag;
}

function request(ref: Ref, operation: string, tag: Tag) {
  return { ref, name: ref, operation, inputs: { tag: tag.id } };
}

it('shows the tags of objects in their rows, and libraries with their items', async () => {
  const { sink } = await follow();
  const refs = [...sink.lookup.ofType('VirtualMachine')];
  await sink.until(
    'tagged machines',
    () => refs.some((ref) => tagsOf(sink, ref) !== undefined),
    patience,
  );
  await sink.until(
    'library items',
    () =>
      sink.lookup.ofType('com.vmware.content.library.Item')[Symbol.iterator]().next().done !== true,
    patience,
  );
  const [item] = sink.lookup.ofType('com.vmware.content.library.Item');
  const row = vsphere.mapRow(item as Ref, sink.objects.get(item as Ref) ?? {}, sink.lookup);
  expect(row).toMatchObject({ kind: 'library-item', name: expect.stringMatching(/./) as unknown });
  expect(sink.objects.has(row.parent as Ref)).toBe(true);
});

it('tags a selection by one call, and takes the tag away again', async () => {
  const { demo, session, sink } = await follow();
  const tag = freeTag(sink);
  const refs = [...sink.lookup.ofType('VirtualMachine')].slice(0, 20);
  const calls = (): number =>
    demo.vapiCalls.filter(({ operation }) => operation.endsWith('_multiple_objects')).length;
  const add = refs.map((ref) => request(ref, 'tags.add', tag));
  expect(await session.operateBatch?.(add, signal)).toEqual(refs.map(() => ({})));
  expect(calls()).toBe(1);
  await sink.until(
    'all of them tagged',
    () => refs.every((ref) => tagsOf(sink, ref)?.includes(tag.name) === true),
    patience,
  );

  const [ref] = refs as [Ref];
  const plan = await session.plan(request(ref, 'tags.add', tag), true, signal);
  expect(plan.outcome).toBe('done');
  const remove = await session.plan(request(ref, 'tags.remove', tag), true, signal);
  expect(spoken(remove)).toMatchObject({
    outcome: 'run',
    steps: [expect.stringContaining(tag.name)],
    commands: [{ tool: 'govc', text: expect.stringContaining('tags.detach') as unknown }, {}],
  });
  expect(remove.requests[0]?.text).toContain('"operationId":"detach_tag_from_multiple_objects"');
  await session.operate(request(ref, 'tags.remove', tag), signal);
  await sink.until(
    'the tag taken away',
    () => tagsOf(sink, ref)?.includes(tag.name) !== true,
    patience,
  );
});

it('offers to tag, and only what a category allows', async () => {
  const { session, sink } = await follow();
  const [ref] = sink.lookup.ofType('VirtualMachine') as unknown as readonly [Ref];
  const offers = vsphere.offers(ref, sink.objects.get(ref) ?? {}, sink.lookup);
  expect(offers.find(({ id }) => id === 'tags.add')).toMatchObject({ batch: true });
  const choices = await session.choices(
    { ref, name: ref, operation: 'tags.add', inputs: {}, input: 'tag' },
    signal,
  );
  expect(choices.options.length).toBeGreaterThan(3);
  expect(choices.options.some(({ refused }) => refused !== undefined)).toBe(true);
});

it('makes a tag in a category of its own', async () => {
  const { session, sink } = await follow();
  const [ref] = sink.lookup.ofType('VirtualMachine') as unknown as readonly [Ref];
  const inputs = {
    name: 'größer',
    description: '',
    category: '+',
    categoryName: 'size',
    single: true,
  };
  await session.operate({ ref, name: ref, operation: 'tags.create', inputs }, signal);
  await sink.until(
    'the new tag',
    () => {
      const tags = [...(catalogOf(sink.objects.get(catalogRef))?.tags.values() ?? [])];
      return tags.some(({ name }) => name === 'größer');
    },
    patience,
  );
});

it('keeps tags and libraries through a full set', async () => {
  const { demo, sink } = await follow();
  const refs = [...sink.lookup.ofType('VirtualMachine')];
  await sink.until(
    'tagged machines',
    () => refs.some((ref) => tagsOf(sink, ref) !== undefined),
    patience,
  );
  const tagged = refs.find((ref) => tagsOf(sink, ref) !== undefined) as Ref;
  demo.misbehave.restart();
  await sink.until('a second full set', () => sink.sets > 1, patience);
  await sink.until(
    'the tags again',
    () => tagsOf(sink, tagged) !== undefined && sink.objects.has(catalogRef),
    patience,
  );
});

it('follows a task that the explorer started', async () => {
  const { demo, session, sink } = await follow({ taskSeconds: [0.1, 0.2] });
  const vm = [...demo.estate.vms].find((it) => it.connectionState === 'connected' && !it.template);
  const input = { spec: { name: 'a-clone', source: vm?.id ?? '' } };
  const answer = await session.explorer?.call('com.vmware.vcenter.VM', 'clone$task', input, signal);
  expect(answer?.outcome).toBe('output');
  await sink.until(
    'the end of the task',
    () =>
      [...sink.knownTasks.values()].some(
        ({ ref, state }) => ref.startsWith('com.vmware.cis.task:') && state === 'success',
      ),
    patience,
  );
});
