import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startDemoVcenter } from '../../vcenter.ts';
import type { DemoVcenter } from '../../vcenter.ts';
import { errorOf, some, structure, VapiTestClient } from '../test-client.ts';
import type { Tree } from '../test-client.ts';
import { findHandler } from './table.ts';
import {
  findOperation,
  operationIds,
  serviceIds,
  structureIds,
  structureOf,
} from '../model/model.ts';

let demo: DemoVcenter;
let anonymous: VapiTestClient;
let client: VapiTestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ quickStatsSeconds: 0, vms: 20 });
  anonymous = new VapiTestClient(demo.url);
  client = new VapiTestClient(demo.url);
  await client.login(demo.user, demo.password);
});

afterAll(() => demo.close());

type Row = Readonly<Record<string, Tree>>;
const introspection = (name: string): string => `com.vmware.vapi.std.introspection.${name}`;
const metamodel = (name: string): string => `com.vmware.vapi.metadata.metamodel.${name}`;

test('what is simulated is in the model', () => {
  const simulated = serviceIds().flatMap((service) =>
    operationIds(service).filter((name) => findHandler(service, name) !== undefined),
  );
  expect(simulated.length).toBeGreaterThan(130);
});

test('every type of the model can be read', () => {
  for (const service of serviceIds()) {
    for (const name of operationIds(service)) {
      expect(findOperation(service, name)).toBeDefined();
    }
  }
  for (const id of structureIds()) {
    expect(structureOf(id).fields).toBeDefined();
  }
});

describe('introspection, without a session', () => {
  test('names services and operations', async () => {
    const services = (await anonymous.ask(introspection('service'), 'list')) as readonly string[];
    expect(services).toHaveLength(serviceIds().length);
    const info = await anonymous.ask(introspection('service'), 'get', {
      id: 'com.vmware.vcenter.VM',
    });
    expect((info as Row).operations).toContain('clone$task');
    expect(
      await anonymous.ask(introspection('operation'), 'list', {
        service_id: 'com.vmware.cis.session',
      }),
    ).toEqual(['create', 'delete', 'get']);
  });

  test('defines an operation down to its scalars', async () => {
    const info = (await anonymous.ask(introspection('operation'), 'get', {
      service_id: 'com.vmware.vcenter.VM',
      operation_id: 'list',
    })) as Row;
    expect(info.input_definition).toMatchObject({
      type: 'STRUCTURE',
      name: 'operation-input',
      fields: {
        filter: {
          type: 'OPTIONAL',
          element_definition: {
            name: 'com.vmware.vcenter.VM.filter_spec',
            fields: {
              vms: { element_definition: { type: 'LIST', element_definition: { type: 'STRING' } } },
            },
          },
        },
      },
    });
    const errors = (info.error_definitions as readonly Row[]).map(({ type, name }) => [type, name]);
    expect(errors).toContainEqual(['ERROR', 'com.vmware.vapi.std.errors.operation_not_found']);
  });

  test('ends where a structure holds itself', async () => {
    const { text } = await anonymous.call(introspection('operation'), 'get', {
      service_id: introspection('operation'),
      operation_id: 'get',
    });
    expect(text).toContain('"STRUCTURE_REF"');
  });

  test('every operation has a definition', async () => {
    for (const service_id of serviceIds().filter((id) => id.startsWith('com.vmware.vcenter.vm'))) {
      for (const operation_id of operationIds(service_id)) {
        const reply = await anonymous.call(introspection('operation'), 'get', {
          service_id,
          operation_id,
        });
        expect(errorOf(reply)).toBeUndefined();
      }
    }
  });

  test.each([
    ['service', { id: 'x' }],
    ['operation', { service_id: 'x', operation_id: 'list' }],
    ['operation', { service_id: 'com.vmware.vcenter.VM', operation_id: 'x' }],
  ])('a %s that is not there is not found', async (name, input) => {
    expect(errorOf(await anonymous.call(introspection(name), 'get', input))?.type).toBe(
      'not_found',
    );
  });
});

describe('metamodel, without a session', () => {
  test('a structure, with resources and unions', async () => {
    const info = (await anonymous.ask(metamodel('structure'), 'get', {
      structure_id: 'com.vmware.vcenter.host.summary',
    })) as Row;
    const fields = new Map((info.fields as readonly Row[]).map((field) => [field.name, field]));
    expect(fields.get('host')).toMatchObject({
      type: { category: 'BUILTIN', builtin_type: 'ID' },
      metadata: { Resource: { elements: { value: { string_value: 'HostSystem' } } } },
    });
    expect(fields.get('power_state')).toMatchObject({
      metadata: {
        UnionCase: {
          elements: {
            tag: { string_value: 'connection_state' },
            value: { list_value: ['CONNECTED'] },
          },
        },
      },
    });
  });

  test('an enumeration, a service, an operation, a component', async () => {
    const values = await anonymous.ask(metamodel('enumeration'), 'get', {
      enumeration_id: 'com.vmware.vcenter.vm.power.state',
    });
    expect((values as { values: readonly Row[] }).values.map(({ value }) => value)).toContain(
      'SUSPENDED',
    );
    const service = await anonymous.ask(metamodel('service'), 'get', {
      service_id: 'com.vmware.vcenter.vm.power',
    });
    expect(service).toHaveProperty('operations.start');
    expect(service).toHaveProperty(['structures', 'com.vmware.vcenter.vm.power.info']);
    const operation = await anonymous.ask(metamodel('service.operation'), 'get', {
      service_id: 'com.vmware.vcenter.VM',
      operation_id: 'get',
    });
    expect(operation).toMatchObject({
      metadata: { RequestMapping: { elements: { method: { string_value: 'GET' } } } },
    });
    const components = (await anonymous.ask(metamodel('component'), 'list')) as readonly string[];
    expect(components).toEqual(expect.arrayContaining(['com.vmware.cis', 'com.vmware.vcenter']));
    const component = await anonymous.ask(metamodel('component'), 'get', {
      component_id: 'com.vmware.cis',
    });
    expect(component).toHaveProperty('fingerprint');
    expect(component).toHaveProperty([
      'info',
      'packages',
      'com.vmware.cis.tagging',
      'services',
      'com.vmware.cis.tagging.tag',
    ]);
  });

  test('what the model has not is not found', async () => {
    for (const [name, key] of [
      ['structure', 'structure_id'],
      ['enumeration', 'enumeration_id'],
      ['component', 'component_id'],
      ['package', 'package_id'],
    ] as const) {
      expect(errorOf(await anonymous.call(metamodel(name), 'get', { [key]: 'x' }))?.type).toBe(
        'not_found',
      );
    }
  });
});

describe('content libraries', () => {
  const at = (name: string): string => `com.vmware.content.${name}`;

  test('have items of several types', async () => {
    const ids = (await client.ask(at('library'), 'list')) as readonly string[];
    const names: Tree[] = [];
    for (const library_id of ids) {
      const model = (await client.ask(at('library'), 'get', { library_id })) as Row;
      names.push(model.name ?? '');
      const items = (await client.ask(at('library.item'), 'list', {
        library_id,
      })) as readonly string[];
      expect(items.length).toBeGreaterThan(3);
      for (const library_item_id of items) {
        const item = (await client.ask(at('library.item'), 'get', { library_item_id })) as Row;
        const files = (await client.ask(at('library.item.file'), 'list', {
          library_item_id,
        })) as readonly Row[];
        expect(item.library_id).toBe(library_id);
        expect(item.size).toBe(files.reduce((sum, { size }) => sum + Number(size), 0));
      }
    }
    expect(names).toEqual(['ISO images', 'OVF templates', 'Vorlagen – Außenstelle']);
  });

  test('are found by name and type, and not by nothing', async () => {
    const find = (fields: Tree) =>
      client.call(at('library.item'), 'find', {
        spec: structure(at('library.item.find_spec'), fields),
      });
    expect((await find({ type: some('iso') })).text.match(/[0-9a-f]{8}-/g)?.length).toBeGreaterThan(
      5,
    );
    expect((await find({ name: some('HAPROXY-appliance'), cached: some(true) })).text).toMatch(
      /[0-9a-f]{8}-/,
    );
    expect(errorOf(await find({}))?.type).toBe('invalid_argument');
  });

  test('are created, renamed, synchronised and deleted, each with its own kind of service', async () => {
    const subscription = structure(at('library.subscription_info'), {
      subscription_url: some('https://example.org/lib.json'),
      password: some({ SECRET: 's3cret' }),
    });
    const model = (fields: Tree): Tree => structure(at('library_model'), fields);
    const library_id = await client.ask(at('subscribed_library'), 'create', {
      create_spec: model({ name: some('Sub'), subscription_info: some(subscription) }),
    });
    const input = { library_id };
    expect(errorOf(await client.call(at('local_library'), 'get', input))?.type).toBe(
      'invalid_element_type',
    );
    await client.ask(at('subscribed_library'), 'sync', input);
    await client.ask(at('subscribed_library'), 'update', {
      ...input,
      update_spec: model({ name: some('Süb') }),
    });
    const { text } = await client.call(at('library'), 'get', input);
    expect(text).toContain('Süb');
    expect(text).not.toContain('s3cret');
    await client.ask(at('subscribed_library'), 'delete', input);
    expect(errorOf(await client.call(at('library'), 'get', input))?.type).toBe('not_found');
    const bad = await client.call(at('local_library'), 'create', { create_spec: model({}) });
    expect(errorOf(bad)?.type).toBe('invalid_argument');
    const policy = model({ name: some('safe'), security_policy_id: some('none') });
    const safe = await client.call(at('local_library'), 'create', { create_spec: policy });
    expect(errorOf(safe)?.type).toBe('unsupported');
  });
});
