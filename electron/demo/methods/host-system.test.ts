import { createPrivateKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { certificateOf } from '../estate/host-certificates.ts';
import type { Host } from '../estate/entity.ts';
import { all, first, textOf } from '../test-client.ts';
import { OperationsBench } from '../test-operations.ts';

/** The systems of a host, and the licences of the server. */

let bench: OperationsBench;

beforeAll(async () => {
  bench = await OperationsBench.start();
});
afterAll(() => bench.close());

const hostThat = (state: Host['connectionState']): Host => {
  const found = [...bench.demo.estate.hosts].find(
    ({ connectionState }) => connectionState === state,
  );
  if (found === undefined) throw new Error(`There is no host that is ${state}.`);
  return found;
};

/** A system of a host, by its name in HostConfigManager. */
async function part(name: string, host = hostThat('connected')) {
  const value = await bench.read(['HostSystem', host.id], `configManager.${name}`);
  return [value.attributes['type'] ?? '', value.text] as const;
}

describe('services', () => {
  const state = async (key: string, field: string): Promise<string | undefined> => {
    const info = await bench.read(await part('serviceSystem'), 'serviceInfo');
    return textOf(all(info, 'service').find((one) => textOf(one, 'key') === key) ?? info, field);
  };
  const call = async (method: string, id: string, more = '') =>
    bench.refusal(method, await part('serviceSystem'), `<id>${id}</id>${more}`);

  test('start, stop, and keep what is said of their start', async () => {
    expect(await state('TSM-SSH', 'running')).toBe('false');
    expect(await call('StartService', 'TSM-SSH')).toBeUndefined();
    expect(await call('StartService', 'TSM-SSH')).toBe('InvalidState');
    expect(await state('TSM-SSH', 'running')).toBe('true');
    expect(
      await call('UpdateServicePolicy', 'TSM-SSH', '<policy>automatic</policy>'),
    ).toBeUndefined();
    expect(await state('TSM-SSH', 'policy')).toBe('automatic');
    expect(await call('StopService', 'TSM-SSH')).toBeUndefined();
    expect(await state('TSM-SSH', 'running')).toBe('false');
    expect(await call('StartService', 'none')).toBe('NotFound');
  });

  test('tell whoever watches the host', async () => {
    const host = hostThat('connected');
    const watch = await bench.watch(['HostSystem', host.id], 'config.service');
    expect(await call('StartService', 'snmpd')).toBeUndefined();
    await watch.until('config.service');
  });

  test('need a host that is there', async () => {
    const target = await part('serviceSystem', hostThat('disconnected'));
    expect(await bench.refusal('StartService', target, '<id>snmpd</id>')).toBe('HostNotConnected');
  });
});

test('rules of the firewall are enabled and disabled', async () => {
  const target = await part('firewallSystem');
  const isOn = async (): Promise<string | undefined> => {
    const info = await bench.read(target, 'firewallInfo');
    const rules = all(info, 'ruleset').find((one) => textOf(one, 'key') === 'snmp');
    return rules === undefined ? undefined : textOf(rules, 'enabled');
  };
  expect(await isOn()).toBe('false');
  expect(await bench.refusal('EnableRuleset', target, '<id>snmp</id>')).toBeUndefined();
  expect(await isOn()).toBe('true');
  expect(await bench.refusal('DisableRuleset', target, '<id>none</id>')).toBe('NotFound');
});

test('options are found by their names and by what stands before them, and take values of their kind', async () => {
  const target = await part('advancedOption');
  const query = async (name: string) =>
    all((await bench.call('QueryOptions', target, `<name>${name}</name>`)).body, 'key').map(
      ({ text }) => text,
    );
  expect(await query('Mem.ShareScanTime')).toEqual(['Mem.ShareScanTime']);
  expect(await query('Mem.')).toEqual(['Mem.ShareScanTime', 'Mem.AllocGuestLargePage']);
  expect(await bench.refusal('QueryOptions', target, '<name>No.Such</name>')).toBe('InvalidName');
  const update = (key: string, type: string, value: string) =>
    bench.refusal(
      'UpdateOptions',
      target,
      `<changedValue><key>${key}</key><value xsi:type="xsd:${type}">${value}</value></changedValue>`,
    );
  expect(await update('Mem.ShareScanTime', 'long', '30')).toBeUndefined();
  expect(await update('Mem.ShareScanTime', 'string', 'x')).toBe('InvalidArgument');
  expect(await update('No.Such', 'long', '1')).toBe('InvalidName');
  const { body } = await bench.call('QueryOptions', target, '<name>Mem.ShareScanTime</name>');
  expect(textOf(body, 'value')).toBe('30');
});

test('network hints name the adapters that are connected', async () => {
  const target = await part('networkSystem');
  const { body } = await bench.call('QueryNetworkHint', target, '<device>vmnic1</device>');
  expect(all(body, 'device').map(({ text }) => text)).toEqual(['vmnic1']);
  const wrong = await bench.refusal('QueryNetworkHint', target, '<device>vmnic9</device>');
  expect(wrong).toBe('NotFound');
  const away = await part('networkSystem', hostThat('disconnected'));
  expect(await bench.refusal('QueryNetworkHint', away)).toBe('HostNotConnected');
});

describe('certificates', () => {
  test('a host says of its certificate what stands in it', async () => {
    const host = hostThat('connected');
    const { cert } = certificateOf(host, bench.demo.estate);
    const x509 = new X509Certificate(cert);
    const info = await bench.read(await part('certificateManager'), 'certificateInfo');
    expect(new Date(textOf(info, 'notAfter') ?? '')).toEqual(new Date(x509.validTo));
    const thumbprint = await bench.read(['HostSystem', host.id], 'summary.config.sslThumbprint');
    expect(thumbprint.text).toBe(x509.fingerprint);
    const told = await bench.read(['HostSystem', host.id], 'config.certificate');
    const bytes = all(told, 'byte').map(({ text }) => Number(text) & 0xff);
    expect(Buffer.from(bytes).toString()).toBe(cert);
  });

  test('a request holds a new key; what is no certificate for it is not installed', async () => {
    const target = await part('certificateManager');
    const parameters = '<useIpAddressAsCommonName>false</useIpAddressAsCommonName>';
    const { body } = await bench.call('GenerateCertificateSigningRequest', target, parameters);
    expect(first(body, 'returnval').text).toMatch(/^-----BEGIN CERTIFICATE REQUEST-----\n/);
    const host = hostThat('connected');
    expect(createPrivateKey(host.awaitingCertificate ?? '').asymmetricKeyType).toBe('ec');
    const { cert } = certificateOf(host, bench.demo.estate);
    const install = (text: string) =>
      bench.refusal('InstallServerCertificate', target, `<cert>${text}</cert>`);
    expect(await install(cert)).toBe('HostConfigFault');
    expect(await install('nonsense')).toBe('HostConfigFault');
  });
});

test('a licence is labelled; a key that is not for this product says so', async () => {
  const manager = ['LicenseManager', 'LicenseManager'] as const;
  const key = '00000-00000-00000-00000-00000';
  const label = (value: string) =>
    bench.refusal(
      'UpdateLicenseLabel',
      manager,
      `<licenseKey>${key}</licenseKey><labelKey>team</labelKey><labelValue>${value}</labelValue>`,
    );
  expect(await label('blue')).toBeUndefined();
  const [labels] = all(await bench.read(manager, 'licenses'), 'labels');
  expect(labels === undefined ? undefined : textOf(labels, 'value')).toBe('blue');
  expect(await label('')).toBeUndefined();
  expect(all(await bench.read(manager, 'licenses'), 'labels')).toEqual([]);
  const decode = (licenseKey: string) =>
    bench.call('DecodeLicense', manager, `<licenseKey>${licenseKey}</licenseKey>`);
  expect(textOf((await decode(key)).body, 'editionKey')).toBe('eval');
  const other = await decode('00000-00000-00000-00000-00001');
  expect(other.xml).toContain('License is not valid for this product');
  const nonsense = '<licenseKey>x</licenseKey>';
  expect(await bench.refusal('AddLicense', manager, nonsense)).toBe('InvalidArgument');
});
