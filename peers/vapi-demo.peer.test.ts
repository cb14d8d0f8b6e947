import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemoVcenter, type DemoVcenter } from '../electron/demo/vcenter.ts';
import { required } from './install.ts';
import { output } from './program.ts';
import { installVapiRuntime } from './vapi/install.ts';

/** The demo vCenter's vSphere Automation side, used by VMware's own Python runtime with its bindings. */
const python = required(await installVapiRuntime());
const check = fileURLToPath(new URL('../electron/demo/peers/vapi_check.py', import.meta.url));
const KEYS = new URL(
  '../electron/core/providers/vsphere/vapi/testdata/vectors/keys/',
  import.meta.url,
);
const key = (name: string): string => fileURLToPath(new URL(name, KEYS));

/** The tokens of the signature vectors are about a user of their own. */
const users = ['administrator@vsphere.local', 'hok-user@vsphere.local'].map((name) => ({
  name,
  password: 'demo',
  fullName: name,
  readOnly: false,
}));

describe.skipIf(python === null).each([
  ['HTTPS', true],
  ['HTTP', false],
] as const)('the official runtime as a client of the demo vCenter over %s', (_, tls) => {
  let demo: DemoVcenter;

  beforeAll(async () => {
    demo = await startDemoVcenter({ tls, users, taskSeconds: [0.1, 0.2] });
  });
  afterAll(() => demo.close());

  it('logs in by every scheme, lists, reads, changes power, clones, tags and finds errors', async () => {
    const printed = await output(python ?? '', [
      check,
      demo.url.replace(/\/sdk$/, '/api'),
      demo.user,
      demo.password,
      ...['hok.xml', 'key.pem', 'bearer.xml'].map(key),
    ]);
    const lines = printed.trim().split('\n');
    expect(lines.filter((line) => !line.startsWith('ok'))).toEqual([]);
    expect(lines.length).toBeGreaterThan(40);
    const schemes = new Set(demo.vapiCalls.map(({ scheme }) => scheme));
    expect(schemes).toEqual(
      new Set([
        'user_pass',
        'oauth',
        'saml_hok_token',
        'saml_bearer_token',
        'session_id',
        undefined,
      ]),
    );
  });
});
