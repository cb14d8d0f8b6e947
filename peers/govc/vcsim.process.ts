import { appendFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { usualLab, type LabPlan } from '../../electron/demo/generate/lab.ts';
import type { HostPlan } from '../../electron/demo/generate/single-host.ts';
import { startDemoVcenter } from '../../electron/demo/vcenter.ts';

/**
 * The demo vCenter, or demo ESXi host, in the place of govmomi's simulator, with that one's command line: what the end-to-end tests of
 * govc start. Where a test asks for what the demo is not, the test is skipped, in the words of bats.
 */
const shape = {
  dc: 'datacenters',
  cluster: 'clusters',
  host: 'clusterHosts',
  'standalone-host': 'standaloneHosts',
  ds: 'datastores',
  pod: 'pods',
  pg: 'portgroups',
  pool: 'pools',
  app: 'apps',
  vm: 'vms',
} as const satisfies Record<string, keyof LabPlan>;

const others = ['l', 'E', 'folder', 'autostart', 'tls', 'username', 'password', 'esx'] as const;

/** Go writes a flag with one dash, and a value of its own or behind `=`. */
const args = process.argv
  .slice(2)
  .map((one) => one.replace(/^-(?=[a-zA-Z])/, '--').replace(/^--esx$/, '--esx=true'));
const known = [...Object.keys(shape), ...others];
const options = Object.fromEntries(known.map((name) => [name, { type: 'string' } as const]));

/** Tells the test, which waits for a line, to be skipped. */
function leaveOut(reason: string): never {
  const at = args.indexOf('--E');
  const fifo = at < 0 ? undefined : args[at + 1];
  if (fifo !== undefined) appendFileSync(fifo, `skip '${reason}'\n`);
  process.exit(3);
}

function readFlags(): Readonly<Record<string, string | undefined>> {
  try {
    return parseArgs({ args, options }).values;
  } catch {
    const unknown = args.find(
      (one) => one.startsWith('--') && !known.includes(one.slice(2).split('=')[0] ?? ''),
    );
    return leaveOut(`the demo vCenter has no ${unknown?.slice(1) ?? 'such flag'}`);
  }
}

const flags = readFlags();
const counts = Object.entries(shape).flatMap(([flag, field]) =>
  flags[flag] === undefined ? [] : [[field, Number(flags[flag])] as const],
);
const lab: LabPlan = {
  ...usualLab,
  ...Object.fromEntries(counts),
  folders: Number(flags['folder'] ?? 0) > 0,
  on: flags['autostart'] !== 'false',
};
const isHost = flags['esx'] === 'true';
const singleHost: HostPlan = {
  name: 'localhost.localdomain',
  datastores: Array.from({ length: lab.datastores }, (_, n) => `LocalDS_${n}`),
  vms: lab.vms,
  plainNames: 'ha-host_VM',
  on: lab.on,
};
const [, host = '127.0.0.1', port = '0'] = /^(.*):(\d+)$/.exec(flags['l'] ?? '') ?? [];
const user = flags['username'] ?? (isHost ? 'root' : 'administrator@vsphere.local');
const password = flags['password'] ?? 'demo';
const demo = await startDemoVcenter({
  ...(isHost ? { singleHost } : { lab }),
  host,
  port: Number(port),
  tls: flags['tls'] !== 'false',
  taskSeconds: [0, 0],
  quickStatsSeconds: 0,
  users: [
    { name: user, password, fullName: user, readOnly: false },
    // Whom the tests impersonate: govmomi's simulator lets in everybody
    { name: 'vcsim', password: 'pass', fullName: 'vcsim', readOnly: false },
  ],
});
// Before anybody is told of the server: a test may end it at once. And for good: `timeout` sends a signal to its child and to the group.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGQUIT'] as const)
  process.on(signal, () => process.exit(0));
const url = new URL(demo.url);
url.username = user;
url.password = password;
const reported = `export GOVC_URL=${url.href} GOVC_SIM_PID=${process.pid}\n`;
if (flags['E'] === undefined) process.stdout.write(reported);
else appendFileSync(flags['E'], reported);
