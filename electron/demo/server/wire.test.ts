import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { all, first, objectSpec, propSet, TestClient, textOf, viewSpec } from '../test-client.ts';
import type { Reply } from '../test-client.ts';
import { startDemoVcenter } from '../vcenter.ts';
import type { DemoVcenter } from '../vcenter.ts';

let demo: DemoVcenter;
let client: TestClient;

beforeAll(async () => {
  demo = await startDemoVcenter({ vms: 230, quickStatsSeconds: 0, taskSeconds: [0.1, 0.2] });
  client = new TestClient(demo.url);
  await client.login(demo.user, demo.password);
});

afterAll(() => demo.close());

function faultOf({ status, body }: Reply): { status: number; element: string; type: string } {
  const detail = first(body, 'detail').children[0];
  return { status, element: detail?.name ?? '', type: detail?.attributes['xsi:type'] ?? '' };
}

function fault(type: string): { status: number; element: string; type: string } {
  return { status: 500, element: `${type}Fault`, type };
}

function anyVm(
  where: (vm: typeof demo.estate.vms extends ReadonlySet<infer V> ? V : never) => boolean,
) {
  for (const vm of demo.estate.vms) {
    if (where(vm)) {
      return vm;
    }
  }
  throw new Error('The estate has no such VM.');
}

const specSet = (props: string, objects: string): string => `<specSet>${props}${objects}</specSet>`;

describe('HTTP and sessions', () => {
  test('the list of versions begins with an internal one', async () => {
    const xml = await (await fetch(`${demo.url}/vimServiceVersions.xml`)).text();
    expect(xml).toMatch(/<version>uA\w+<\/version><priorVersions><version>8\.0\.2\.0</);
  });

  test('login sets a quoted cookie, and so does a failed one', async () => {
    const other = new TestClient(demo.url);
    const failed = await other.login(demo.user, 'wrong');
    expect(faultOf(failed)).toEqual(fault('InvalidLogin'));
    expect(failed.headers.get('set-cookie')).toMatch(
      /^vmware_soap_session="[0-9a-f]{40}"; Path=\/; HttpOnly; Secure;/,
    );
    other.cookie = undefined;
    expect((await other.login(demo.user, demo.password)).status).toBe(200);
    expect(other.cookie).toMatch(/^"/);
    // As older clients send it
    other.cookie = String(other.cookie).replaceAll('"', '');
    expect((await other.call('CurrentTime', ['ServiceInstance', 'ServiceInstance'])).status).toBe(
      200,
    );
    other.cookie = other.cookie.slice(1);
    expect(
      faultOf(await other.call('CurrentTime', ['ServiceInstance', 'ServiceInstance'])),
    ).toEqual(fault('NotAuthenticated'));
  });

  test('the JSON form of the API is not there', async () => {
    const url = `${demo.url}/vim25/8.0.2.0/SessionManager/SessionManager/Login`;
    const reply = await fetch(url, { method: 'POST', body: '{}' });
    expect(reply.status).toBe(404);
  });

  test('other services of a vCenter are there, and not implemented', async () => {
    const post = (path: string) => fetch(demo.url.replace('/sdk', path), { method: 'POST' });
    for (const path of ['/pbm', '/pbm/sdk', '/vslm/sdk', '/sso-adminserver/sdk/vsphere.local'])
      expect((await post(path)).status, path).toBe(501);
    expect((await post('/pbmx')).status).toBe(404);
  });

  test('a second login on one cookie is InvalidLogin', async () => {
    const reply = await client.call(
      'Login',
      ['SessionManager', 'SessionManager'],
      `<userName>${demo.user}</userName><password>${demo.password}</password>`,
    );
    expect(faultOf(reply)).toEqual(fault('InvalidLogin'));
  });

  test('the envelope has line breaks and the applied version is reported', async () => {
    const reply = await client.send(
      '<RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent>',
      { SOAPAction: '"urn:vim25/7.0.3.0"' },
    );
    expect(reply.xml).toContain(
      '<soapenv:Body>\n<RetrieveServiceContentResponse xmlns="urn:vim25">',
    );
    expect(reply.headers.get('x-applied-soapaction')).toBe('urn:vim25/7.0.3.0');
    expect(reply.headers.get('transfer-encoding')).toBe('chunked');
    expect(reply.headers.get('content-encoding')).toBe('gzip');
    expect(textOf(reply.body, 'apiType')).toBe('VirtualCenter');
    const newer = await client.send(
      '<CurrentTime xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></CurrentTime>',
      { SOAPAction: 'urn:vim25/9.1.0.0' },
    );
    expect(newer.headers.get('x-applied-soapaction')).toBe('urn:vim25/8.0.2.0');
  });

  test('before login methods are NotAuthenticated and reads report missing properties', async () => {
    const stranger = new TestClient(demo.url);
    const call = await stranger.call(
      'CreateContainerView',
      ['ViewManager', 'ViewManager'],
      '<container type="Folder">group-d1</container><recursive>true</recursive>',
    );
    expect(faultOf(call)).toEqual(fault('NotAuthenticated'));
    const read = await stranger.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('Folder', ['name']), objectSpec('Folder', 'group-d1'))}<options/>`,
    );
    expect(read.status).toBe(200);
    const missing = first(read.body, 'missingSet');
    expect(textOf(missing, 'path')).toBe('name');
    expect(missing.children[1]?.children[0]?.attributes['xsi:type']).toBe('NotAuthenticated');
  });

  test('after logout the session is gone', async () => {
    const other = new TestClient(demo.url);
    await other.login(demo.user, demo.password);
    await other.call('Logout', ['SessionManager', 'SessionManager']);
    expect(
      faultOf(await other.call('CurrentTime', ['ServiceInstance', 'ServiceInstance'])),
    ).toEqual(fault('NotAuthenticated'));
  });
});

describe('bad requests', () => {
  const si = ['ServiceInstance', 'ServiceInstance'] as const;

  test.each([
    ['no XML', 'x<', 'InvalidRequest'],
    [
      'unknown method',
      '<NoSuch xmlns="urn:vim25"><_this type="Folder">group-d1</_this></NoSuch>',
      'InvalidRequest',
    ],
    [
      'other namespace',
      '<CurrentTime xmlns="urn:pbm"><_this type="Folder">group-d1</_this></CurrentTime>',
      'InvalidRequest',
    ],
    ['no _this', '<CurrentTime xmlns="urn:vim25"/>', 'InvalidRequest'],
    [
      'method of another type',
      '<CurrentTime xmlns="urn:vim25"><_this type="Folder">group-d1</_this></CurrentTime>',
      'MethodNotFound',
    ],
    [
      'a method that is not simulated',
      '<EnterLockdownMode xmlns="urn:vim25"><_this type="HostSystem">HOST</_this></EnterLockdownMode>',
      'NotSupported',
    ],
    [
      'unknown object',
      '<PowerOnVM_Task xmlns="urn:vim25"><_this type="VirtualMachine">vm-0</_this></PowerOnVM_Task>',
      'ManagedObjectNotFound',
    ],
    [
      'missing parameter',
      '<Rename_Task xmlns="urn:vim25"><_this type="Folder">group-d1</_this></Rename_Task>',
      'InvalidRequest',
    ],
    [
      'unknown xsi:type',
      '<CreateFilter xmlns="urn:vim25"><_this type="PropertyCollector">propertyCollector</_this><spec xsi:type="NoType"/><partialUpdates>true</partialUpdates></CreateFilter>',
      'InvalidRequest',
    ],
    [
      'wrong order',
      '<CreateContainerView xmlns="urn:vim25"><_this type="ViewManager">ViewManager</_this><recursive>true</recursive><container type="Folder">group-d1</container></CreateContainerView>',
      'InvalidRequest',
    ],
  ])('%s', async (_, body, type) => {
    const host = [...demo.estate.hosts][0]?.id ?? '';
    expect(faultOf(await client.send(body.replace('HOST', host)))).toEqual(fault(type));
  });

  test('a missing required part is named', async () => {
    const reply = await client.collector(
      'CreateFilter',
      '<spec><propSet><type>Folder</type></propSet><objectSet><skip>false</skip></objectSet></spec><partialUpdates>true</partialUpdates>',
    );
    expect(textOf(reply.body, 'faultstring')).toContain(
      'Required property obj is missing from data object of type ObjectSpec',
    );
  });

  test('DTDs are refused', async () => {
    const response = await fetch(demo.url, {
      method: 'POST',
      body: '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
    });
    expect(response.status).toBe(500);
    expect(await response.text()).toContain('InvalidRequestFault');
  });

  test('an unknown property is InvalidProperty with its name', async () => {
    const reply = await client.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('VirtualMachine', ['runtime.nonsense']), objectSpec('Folder', 'group-d1'))}<options/>`,
    );
    expect(faultOf(reply)).toEqual(fault('InvalidProperty'));
    expect(textOf(reply.body, 'name')).toBe('runtime.nonsense');
    expect((await client.call('CurrentTime', si)).status).toBe(200);
  });
});

describe('reading', () => {
  test('pages by policy, with tokens that are good once', async () => {
    const view = await client.view('VirtualMachine');
    let reply = await client.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('ManagedEntity', ['name']), viewSpec(view))}<options/>`,
    );
    const names: string[] = [];
    let pages = 1;
    for (;;) {
      expect(all(reply.body, 'objects').length).toBeLessThanOrEqual(100);
      names.push(...all(reply.body, 'val').map(({ text }) => text));
      const token = textOf(reply.body, 'token');
      if (token === undefined) {
        break;
      }
      reply = await client.collector('ContinueRetrievePropertiesEx', `<token>${token}</token>`);
      const again = await client.collector(
        'ContinueRetrievePropertiesEx',
        `<token>${token}</token>`,
      );
      expect(faultOf(again)).toEqual(fault('InvalidArgument'));
      pages += 1;
    }
    expect(pages).toBe(3);
    expect(names.sort()).toEqual([...demo.estate.vms].map(({ name }) => name).sort());
  });

  test('unset properties are left out, empty arrays are empty elements', async () => {
    const vm = anyVm(
      ({ rootSnapshots, customValues }) => rootSnapshots.length === 0 && customValues === undefined,
    );
    const reply = await client.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('VirtualMachine', ['snapshot', 'customValue', 'name']), objectSpec('VirtualMachine', vm.id))}<options/>`,
    );
    expect(reply.xml).toContain(
      '<propSet><name>customValue</name><val xsi:type="ArrayOfCustomFieldValue"></val></propSet><propSet><name>name</name>',
    );
    expect(reply.xml).not.toContain('<name>snapshot</name>');
  });

  test('keyed paths lead into arrays', async () => {
    const vm = anyVm(({ connectionState }) => connectionState === 'connected');
    const paths = [
      'config.hardware.device[2000].deviceInfo.label',
      'config.hardware.device[2000]',
      'config.extraConfig["svga.present"].value',
      `datastore["${vm.disks[0]?.datastore.id}"]`,
    ];
    const reply = await client.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('VirtualMachine', paths), objectSpec('VirtualMachine', vm.id))}<options/>`,
    );
    expect(all(reply.body, 'val').map(({ attributes }) => attributes['xsi:type'])).toEqual([
      'xsd:string',
      'VirtualDisk',
      'xsd:string',
      'ManagedObjectReference',
    ]);
    expect(reply.xml).toContain('<val xsi:type="xsd:string">Hard disk 1</val>');
  });

  test('a named recursive traversal finds the whole tree', async () => {
    const select = (name: string): string => `<selectSet><name>${name}</name></selectSet>`;
    const traversal = (name: string, type: string, path: string, next: readonly string[]): string =>
      `<selectSet xsi:type="TraversalSpec"><name>${name}</name><type>${type}</type><path>${path}</path>${next.map(select).join('')}</selectSet>`;
    const folders = ['vmFolder', 'hostFolder', 'datastoreFolder', 'networkFolder'];
    const objects = `<objectSet><obj type="Folder">group-d1</obj>${traversal('folder', 'Folder', 'childEntity', ['folder', ...folders, 'host', 'pool', 'vapp'])}${folders.map((path) => traversal(path, 'Datacenter', path, ['folder'])).join('')}${traversal('host', 'ComputeResource', 'host', [])}${traversal('pool', 'ComputeResource', 'resourcePool', ['pools', 'poolVms'])}${traversal('pools', 'ResourcePool', 'resourcePool', ['pools', 'poolVms'])}${traversal('poolVms', 'ResourcePool', 'vm', [])}${traversal('vapp', 'VirtualApp', 'vm', [])}</objectSet>`;
    const reply = await client.collector(
      'RetrieveProperties',
      specSet(propSet('ManagedEntity', []), objects),
    );
    const ids = all(reply.body, 'obj').map(({ text }) => text);
    const truth = [...demo.estate.objects.values()].filter(({ type }) =>
      /^(VirtualMachine|HostSystem|.*ComputeResource|ResourcePool|VirtualApp|Datastore|Network|DistributedVirtualPortgroup|VmwareDistributedVirtualSwitch|Folder|StoragePod|Datacenter)$/.test(
        type,
      ),
    );
    expect(new Set(ids)).toEqual(new Set(truth.map(({ id }) => id)));
    expect(ids.length).toBe(new Set(ids).size);
  });

  test('a missing object is a fault, or reported on request', async () => {
    const objects = objectSpec('VirtualMachine', 'vm-0');
    const reply = await client.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('VirtualMachine', ['name']), objects)}<options/>`,
    );
    expect(faultOf(reply)).toEqual(fault('ManagedObjectNotFound'));
    const spec = `${propSet('Folder', ['name'])}${objectSpec('Folder', 'group-d1')}${objects}<reportMissingObjectsInResults>true</reportMissingObjectsInResults>`;
    const both = await client.collector(
      'RetrievePropertiesEx',
      `<specSet>${spec}</specSet><options/>`,
    );
    expect(all(both.body, 'obj').map(({ text }) => text)).toEqual(['group-d1']);
  });

  test('Fetch reads one property', async () => {
    const reply = await client.call('Fetch', ['Folder', 'group-d1'], '<prop>name</prop>');
    expect(reply.xml).toContain(
      '<FetchResponse xmlns="urn:vim25"><returnval xsi:type="xsd:string">Datacenters<',
    );
  });

  test('the search index finds by path, child, UUID and DNS name', async () => {
    const index = ['SearchIndex', 'SearchIndex'] as const;
    const path = await client.call(
      'FindByInventoryPath',
      index,
      '<inventoryPath>Frankfurt/vm/Production</inventoryPath>',
    );
    const folder = first(path.body, 'returnval');
    const child = await client.call(
      'FindChild',
      index,
      `<entity type="Folder">${folder.text}</entity><name>Web</name>`,
    );
    expect(first(child.body, 'returnval').attributes.type).toBe('Folder');
    const none = await client.call(
      'FindByUuid',
      index,
      '<uuid>none</uuid><vmSearch>true</vmSearch>',
    );
    expect(all(none.body, 'returnval')).toEqual([]);
  });
});

describe('rights', () => {
  test('a read-only user sees everything and changes nothing', async () => {
    const reader = new TestClient(demo.url);
    await reader.login('readonly@vsphere.local', 'demo');
    const vm = anyVm(({ power }) => power === 'poweredOff');
    const power = await reader.call('PowerOnVM_Task', ['VirtualMachine', vm.id]);
    expect(faultOf(power)).toEqual(fault('NoPermission'));
    expect(textOf(power.body, 'privilegeId')).toBe('VirtualMachine.Interact.PowerOn');
    expect((await reader.view('VirtualMachine')).length).toBeGreaterThan(10);
  });

  test('a denied property is in missingSet and spoils nothing else', async () => {
    const vm = anyVm(() => true);
    const restore = demo.misbehave.deny({ type: 'VirtualMachine', path: 'config' });
    const reply = await client.collector(
      'RetrievePropertiesEx',
      `${specSet(propSet('VirtualMachine', ['name', 'config.uuid']), objectSpec('VirtualMachine', vm.id))}<options/>`,
    );
    restore();
    expect(all(reply.body, 'val').map(({ text }) => text)).toEqual([vm.name]);
    expect(textOf(first(reply.body, 'missingSet'), 'path')).toBe('config.uuid');
  });
});
