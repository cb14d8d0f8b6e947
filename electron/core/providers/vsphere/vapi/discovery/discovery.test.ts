import { afterEach, describe, expect, test } from 'vitest';
import { connectVapi, type VapiClient } from '../client.ts';
import { VapiError } from '../errors.ts';
import { ApiModel } from '../model/api-model.ts';
import { MODEL_DATA } from '../model/model-data.ts';
import type { OperationSpec, TypeSource, TypeSpec } from '../model/type-spec.ts';
import { recorded } from '../testing/recorded.ts';
import { type Script, type ScriptedServer, startScripted } from '../testing/scripted-server.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const INTROSPECTION = 'com.vmware.vapi.std.introspection';
const METAMODEL = 'com.vmware.vapi.metadata.metamodel';

/** The output of a recorded answer. */
function outputOf(name: string): unknown {
  const { body } = recorded(`python/${name}`).response;
  return (JSON.parse(body.toString()) as { readonly result: { readonly output: unknown } }).result
    .output;
}

/** A model that knows the services of discovery and nothing of vCenter. */
function smallModel(): ApiModel {
  const own = <T>(part: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
    Object.fromEntries(
      Object.entries(part).filter(([name]) => name.startsWith('com.vmware.vapi.')),
    );
  return new ApiModel({
    services: own(MODEL_DATA.services),
    structures: own(MODEL_DATA.structures),
    enums: own(MODEL_DATA.enums),
  });
}

async function connected(
  script: Script,
  model?: ApiModel,
): Promise<{ readonly server: ScriptedServer; readonly client: VapiClient }> {
  const server = await startScripted(script);
  ends.push(() => server.close());
  const client = await connectVapi({ url: server.url, ...(model !== undefined && { model }) });
  ends.push(() => client.close());
  return { server, client };
}

/** As introspection has it: identifiers, times, URIs and enumerations are text, sets are lists. */
function erased(type: TypeSpec): unknown {
  switch (type.kind) {
    case 'id':
    case 'enum':
    case 'datetime':
    case 'uri':
      return 'string';
    case 'optional':
      return { optional: erased(type.of) };
    case 'list':
    case 'set':
      return { list: erased(type.of) };
    case 'map':
      return { map: [erased(type.key), erased(type.value)] };
    case 'structure':
      return { structure: type.name };
    default:
      return type.kind;
  }
}

/** A definition with all its structures, without what introspection does not tell. */
function wholeOf({ parameters, result, types }: OperationSpec): unknown {
  const structures: Record<string, unknown> = {};
  const add = (type: TypeSpec, source: TypeSource): void => {
    if ('of' in type) add(type.of, source);
    if (type.kind === 'map') add(type.value, source);
    if (type.kind !== 'structure' || type.name in structures) return;
    const fields = source.structure(type.name)?.fields ?? [];
    structures[type.name] = Object.fromEntries(
      fields.map((field) => [field.name, erased(field.type)]),
    );
    for (const field of fields) add(field.type, source);
  };
  for (const { type } of parameters) add(type, types);
  add(result, types);
  return {
    parameters: parameters.map(({ name, type }) => [name, erased(type)]),
    result: erased(result),
    structures,
  };
}

describe('what the server has', () => {
  const operations = {
    output: ['create', 'delete', 'get'],
  };
  const introspected: Script = ({ service, operation }) => {
    if (service === `${INTROSPECTION}.service` && operation === 'list') {
      return { output: ['com.vmware.cis.session', 'com.vmware.vcenter.VM'] };
    }
    return service === `${INTROSPECTION}.operation` && operation === 'list'
      ? operations
      : undefined;
  };

  test('is asked once, service by service', async () => {
    const { server, client } = await connected(introspected);
    const { discovery } = client;
    const has = await Promise.all([
      discovery.has('com.vmware.cis.session'),
      discovery.has('com.vmware.cis.session', 'create'),
      discovery.has('com.vmware.cis.session', 'refresh'),
      discovery.has('com.vmware.cis.tagging.tag'),
      discovery.has('com.vmware.cis.tagging.tag', 'list'),
    ]);
    expect(has).toEqual([true, true, false, false, false]);
    expect(server.count(`${INTROSPECTION}.service list`)).toBe(1);
    expect(server.count(`${INTROSPECTION}.operation list`)).toBe(1);
  });

  test('is asked anew when the checksum is another', async () => {
    let checksum = 'one';
    const { server, client } = await connected((call) =>
      call.service.endsWith('provider')
        ? {
            output: { STRUCTURE: { [`${INTROSPECTION}.provider.info`]: { id: 'p', checksum } } },
          }
        : introspected(call),
    );
    await client.discovery.services();
    await client.discovery.provider();
    await client.discovery.services();
    expect(server.count(`${INTROSPECTION}.service list`)).toBe(1);
    checksum = 'two';
    await client.discovery.provider();
    await client.discovery.services();
    expect(server.count(`${INTROSPECTION}.service list`)).toBe(2);
  });

  test('a failure is not kept', async () => {
    let broken = true;
    const { client } = await connected((call) =>
      broken && call.operation === 'list' ? { error: 'service_unavailable' } : introspected(call),
    );
    await expect(client.discovery.services()).rejects.toThrow(VapiError);
    await expect(client.discovery.has('com.vmware.cis.session', 'get')).rejects.toThrow(VapiError);
    broken = false;
    expect(await client.discovery.has('com.vmware.cis.session', 'get')).toBe(true);
  });
});

describe('definitions from introspection', () => {
  test.each([
    ['com.vmware.cis.session', 'create', '124-introspection-operation-get-session-create'],
    ['com.vmware.vcenter.VM', 'list', '125-introspection-operation-get-vm-list'],
  ])('%s.%s is what the model has', async (service, name, recording) => {
    const { client } = await connected(({ service: asked, operation }) =>
      asked === `${INTROSPECTION}.operation` && operation === 'get'
        ? { output: outputOf(recording) }
        : undefined,
    );
    const learnt = await client.discovery.introspect(service, name);
    const known = client.model.operation(service, name);
    if (known === undefined) throw new Error('not in the model');
    expect(wholeOf(learnt)).toEqual(wholeOf(known));
    expect(learnt.errors).toEqual(expect.arrayContaining([...known.errors]));
    expect(learnt.read).toBe(known.read);
  });

  test('an unknown operation is the server’s own not_found', async () => {
    const { client } = await connected(({ service, operation }) =>
      service === `${INTROSPECTION}.operation` && operation === 'get'
        ? { error: 'not_found', text: 'no such operation' }
        : undefined,
    );
    const learning = client.discovery.operation('test.none', 'get');
    await expect(learning).rejects.toMatchObject({ shortType: 'not_found' });
  });
});

describe('definitions from metadata', () => {
  const known = new ApiModel();
  const served: Script = ({ service, operation, body }) => {
    const input = body.params.input.STRUCTURE['operation-input'] as Readonly<
      Record<string, string>
    >;
    const type = service.replace(`${METAMODEL}.`, '');
    if (operation !== 'get') return undefined;
    if (type === 'service.operation') {
      const { structure } = metamodel;
      return { output: structure };
    }
    if (type === 'structure') return { output: outputOf('130-metamodel-structure-get') };
    if (type !== 'enumeration') return undefined;
    const values = known.enumValues(input['enumeration_id'] ?? '') ?? [];
    return { output: enumeration(input['enumeration_id'] ?? '', values) };
  };
  const wrap = (name: string, fields: object): object => ({
    STRUCTURE: { [`${METAMODEL}.${name}`]: fields },
  });
  const enumeration = (name: string, values: readonly string[]): object =>
    wrap('enumeration_info', {
      name,
      metadata: [],
      documentation: '',
      values: values.map((value) =>
        wrap('enumeration_value_info', { value, metadata: [], documentation: '' }),
      ),
    });
  const userDefined = {
    resource_type: 'com.vmware.vapi.structure',
    resource_id: 'com.vmware.vcenter.host.summary',
  };
  const metamodel = {
    structure: wrap('operation_info', {
      name: 'get',
      params: [
        wrap('field_info', {
          name: 'since',
          type: wrap('type', { category: 'BUILTIN', builtin_type: { OPTIONAL: 'DATE_TIME' } }),
          metadata: [],
          documentation: '',
        }),
      ],
      output: wrap('operation_result_info', {
        type: wrap('type', {
          category: 'USER_DEFINED',
          user_defined_type: { OPTIONAL: wrap('user_defined_type', userDefined) },
        }),
        metadata: [],
        documentation: '',
      }),
      errors: [wrap('error_info', { structure_id: 'com.vmware.x', documentation: '' })],
      metadata: [],
      documentation: '',
    }),
  };

  test('with identifiers, enumerations and unions; what the model has is not asked for', async () => {
    const { server, client } = await connected(served, smallModel());
    const learnt = await client.discovery.operation('test.hosts', 'get');
    expect(learnt).toMatchObject({
      parameters: [{ name: 'since', type: { kind: 'datetime' } }],
      result: { kind: 'structure', name: 'com.vmware.vcenter.host.summary' },
      errors: ['com.vmware.x'],
      read: true,
    });
    const summary = 'com.vmware.vcenter.host.summary';
    const { fields, unions } = learnt.types.structure(summary) ?? { fields: [], unions: [] };
    const byName = (list: readonly { readonly name: string }[]): readonly object[] =>
      [...list].sort((a, b) => a.name.localeCompare(b.name));
    expect(byName(fields)).toEqual(byName(known.structure(summary)?.fields ?? []));
    expect(unions).toEqual([
      {
        discriminant: 'connection_state',
        cases: { CONNECTED: [{ field: 'power_state', required: false }] },
      },
    ]);
    expect(learnt.types.enumValues('com.vmware.vcenter.host.power_state')).toEqual(
      known.enumValues('com.vmware.vcenter.host.power_state'),
    );
    expect(server.count(`${METAMODEL}.structure get`)).toBe(1);

    await client.discovery.operation('test.hosts', 'get');
    expect(server.count(`${METAMODEL}.service.operation get`)).toBe(1);
  });

  test('a server without metadata is asked for introspection', async () => {
    const { server, client } = await connected(
      ({ service, operation }) =>
        service === `${INTROSPECTION}.operation` && operation === 'get'
          ? { output: outputOf('124-introspection-operation-get-session-create') }
          : undefined,
      smallModel(),
    );
    const learnt = await client.discovery.operation('com.vmware.cis.session', 'create');
    expect(learnt.result).toEqual({ kind: 'secret' });
    expect(server.count(`${METAMODEL}.service.operation get`)).toBe(1);
  });
});
