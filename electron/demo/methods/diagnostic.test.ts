import { afterAll, beforeAll, expect, test } from 'vitest';
import { all, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

/** The logs of a server and of its hosts. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const manager = ['DiagnosticManager', 'DiagMgr'] as const;
const browse = async (key: string, more = '') =>
  (await bench.call('BrowseDiagnosticLog', manager, `${more}<key>${key}</key>`)).body;
const lines = async (key: string, host = ''): Promise<readonly string[]> =>
  all(await browse(key, host), 'lineText').map(({ text }) => text);
const host = (): string => {
  const one = [...bench.demo.estate.hosts].find(
    ({ connectionState }) => connectionState === 'connected',
  );
  return `<host type="HostSystem">${one?.id ?? ''}</host>`;
};

test('the server logs what it is asked, with what the client calls it by', async () => {
  const soap = 'http://schemas.xmlsoap.org/soap/envelope/';
  const answer = await fetch(bench.demo.url, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: `<e:Envelope xmlns:e="${soap}"><e:Header><operationID>op-4711</operationID></e:Header><e:Body><RetrieveServiceContent xmlns="urn:vim25"><_this type="ServiceInstance">ServiceInstance</_this></RetrieveServiceContent></e:Body></e:Envelope>`,
  });
  expect(answer.status).toBe(200);
  const logged = (await lines('vpxd:vpxd.log')).find((line) => line.includes('opID=op-4711'));
  expect(logged).toContain('RetrieveServiceContent of ServiceInstance');
});

test('a page says where the log ends, also beyond it', async () => {
  const page = await bench.call(
    'BrowseDiagnosticLog',
    manager,
    '<key>vpxd:vpxd.log</key><start>2147483647</start><lines>0</lines>',
  );
  expect(all(page.body, 'lineText')).toEqual([]);
  const end = Number(textOf(page.body, 'lineEnd'));
  expect(end).toBeGreaterThan(20);
  const from = `<key>vpxd:vpxd.log</key><start>${end - 4}</start><lines>5</lines>`;
  const last = await bench.call('BrowseDiagnosticLog', manager, from);
  expect(all(last.body, 'lineText')).toHaveLength(5);
});

test('a host has logs of its own; what is no log is refused', async () => {
  expect((await lines('vmkernel', host())).length).toBeGreaterThan(100);
  const { body } = await bench.call('QueryDescriptions', manager, host());
  expect(all(body, 'key').map(({ text }) => text)).toEqual(['hostd', 'vmkernel']);
  const key = '<key>none</key>';
  expect(await bench.refusal('BrowseDiagnosticLog', manager, key)).toBe('InvalidArgument');
  expect(await bench.refusal('BrowseDiagnosticLog', manager, '<key>vmkernel</key>')).toBe(
    'InvalidArgument',
  );
});
