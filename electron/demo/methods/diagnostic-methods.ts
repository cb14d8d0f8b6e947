import { Host } from '../estate/entity.ts';
import type { Call, Handlers } from '../server/call.ts';
import { kernelPage, type LogPage } from '../server/server-log.ts';
import { invalidArgument, VimFault } from '../wire/fault.ts';
import { optionalObject } from './arguments.ts';

/** DiagnosticManager: the logs of the server, and of a host. */

const vpxd = 'vpxd:vpxd.log';

const descriptions = {
  hostd: 'Server log',
  vmkernel: 'VMkernel log',
  [vpxd]: 'vCenter Server log',
};

type LogKey = keyof typeof descriptions;

/** The host whose logs are asked for: a single one shows its own. */
function hostOf(call: Call): Host | undefined {
  const named = optionalObject(call, call.args.host, Host, 'host');
  const { hosts, product } = call.world.estate;
  return named ?? (product.apiType === 'HostAgent' ? [...hosts][0] : undefined);
}

const keysOf = (host: Host | undefined): readonly LogKey[] =>
  host === undefined ? [vpxd] : ['hostd', 'vmkernel'];

/** @throws VimFault InvalidArgument for a log that is not there, HostNotConnected */
function browse(call: Call): LogPage {
  const { args, world } = call;
  const host = hostOf(call);
  const key = keysOf(host).find((one) => one === args.key);
  if (key === undefined) throw invalidArgument('key');
  if (host !== undefined && host.connectionState !== 'connected')
    throw new VimFault('HostNotConnected', 'The host is not connected.');
  const start = Number(args.start ?? 1);
  const lines = Number(args.lines ?? 1000);
  return key === 'vmkernel' && host !== undefined
    ? kernelPage(host, start, lines)
    : world.log.page(start, lines);
}

export const diagnosticMethods: Handlers = {
  QueryDescriptions: (call) =>
    keysOf(hostOf(call)).map((key) => ({
      key,
      fileName: key === vpxd ? '/var/log/vmware/vpxd/vpxd.log' : `/var/log/${key}.log`,
      creator: key === 'vmkernel' ? 'vmkernel' : key === vpxd ? 'vpxd' : 'hostd',
      format: 'plain',
      mimeType: 'text/plain',
      info: { label: descriptions[key], summary: descriptions[key] },
    })),
  BrowseDiagnosticLog: browse,
};
