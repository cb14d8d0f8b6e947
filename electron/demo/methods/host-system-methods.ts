import type { Host } from '../estate/entity.ts';
import type { HostPart } from '../estate/host-parts.ts';
import { installCertificate, requestCertificate } from '../estate/host-certificates.ts';
import { networkHints, storageAdapters } from '../properties/host-config.ts';
import { optionsOf, rulesetsOf, servicesOf } from '../properties/host-settings.ts';
import { serverOptions } from '../properties/service-properties.ts';
import { HostPart as HostPartClass } from '../estate/host-parts.ts';
import type { Call, Handler, Handlers } from '../server/call.ts';
import { invalidArgument, notSupported, VimFault } from '../wire/fault.ts';
import { Typed } from '../wire/value.ts';
import { demand } from './arguments.ts';

/** The systems of a host: services, firewall, options, network, storage, time, certificates. */

/** @throws VimFault HostNotConnected */
function requireThere({ connectionState }: Host): void {
  if (connectionState !== 'connected') {
    throw new VimFault('HostNotConnected', 'The host is not connected.');
  }
}

/** A method that needs the host. */
const there =
  (handler: Handler<HostPart>): Handler<HostPart> =>
  (call) => {
    requireThere(call.self.host);
    return handler(call);
  };

const nothing = there(() => undefined);
const notFound = (what: string): VimFault => new VimFault('NotFound', `There is no ${what}.`);

/** Changes a service. @throws VimFault NotFound, and what `check` throws */
function setService(
  call: Call<HostPart>,
  change: { readonly running?: boolean; readonly policy?: string },
  check: (running: boolean) => void = () => undefined,
): void {
  const { self, args, world } = call;
  const id = String(args.id);
  const service = servicesOf(self.host).find(({ key }) => key === id);
  if (service === undefined) throw notFound(`service ${id}`);
  check(service.running);
  const { services } = self.host.settings;
  services.set(id, { ...services.get(id), ...change });
  world.estate.changed(self, 'serviceInfo');
  world.estate.changed(self.host, 'config.service');
}

/** @throws VimFault InvalidState */
const mustBe =
  (wanted: boolean) =>
  (running: boolean): void => {
    if (running !== wanted)
      throw new VimFault('InvalidState', `The service is ${running ? '' : 'not '}running.`);
  };

export const serviceSystemMethods: Handlers<HostPart> = {
  StartService: there((call) => setService(call, { running: true }, mustBe(false))),
  StopService: there((call) => setService(call, { running: false }, mustBe(true))),
  RestartService: there((call) => setService(call, { running: true })),
  UpdateServicePolicy: there((call) => {
    const policy = String(call.args.policy);
    if (!['on', 'off', 'automatic'].includes(policy)) throw invalidArgument('policy');
    setService(call, { policy });
  }),
  RefreshServices: nothing,
};

/** @throws VimFault NotFound */
function setRuleset({ self, args, world }: Call<HostPart>, enabled: boolean): void {
  const id = String(args.id);
  if (!rulesetsOf(self.host).some(({ key }) => key === id)) throw notFound(`ruleset ${id}`);
  self.host.settings.rulesets.set(id, enabled);
  world.estate.changed(self, 'firewallInfo');
}

export const firewallMethods: Handlers<HostPart> = {
  EnableRuleset: there((call) => setRuleset(call, true)),
  DisableRuleset: there((call) => setRuleset(call, false)),
  RefreshFirewall: nothing,
};

interface Option {
  readonly key: string;
  readonly value: unknown;
}

/** Of a host, or of the server. */
const allOptions = (self: object): readonly Option[] =>
  self instanceof HostPartClass ? optionsOf(self.host) : serverOptions;

const plain = (value: unknown): unknown => (value instanceof Typed ? value.value : value);

/** An option by its name, or all below one. @throws VimFault InvalidName */
function queryOptions({ self, args }: Call): readonly Option[] {
  const name = typeof args.name === 'string' ? args.name : '';
  const isWanted = ({ key }: Option): boolean =>
    name === '' || key === name || key.startsWith(name.endsWith('.') ? name : `${name}.`);
  const found = allOptions(self).filter(isWanted);
  if (found.length === 0)
    throw new VimFault('InvalidName', `There is no option ${name}.`, { name });
  return found;
}

/** @throws VimFault InvalidName for an option that is not there, InvalidArgument for a value of another kind */
function updateOptions(call: Call): void {
  const { self, args, world } = call;
  if (!(self instanceof HostPartClass)) throw notSupported();
  const { host } = self;
  requireThere(host);
  demand(call, host, 'Host.Config.AdvancedConfig');
  const before = new Map(optionsOf(host).map(({ key, value }) => [key, plain(value)]));
  const changed = args.changedValue as readonly Option[];
  for (const { key, value } of changed) {
    const old = before.get(key);
    if (old === undefined)
      throw new VimFault('InvalidName', `There is no option ${key}.`, { name: key });
    const isNumber = typeof value === 'bigint' || typeof value === 'number';
    if ((typeof old === 'number') !== isNumber) throw invalidArgument('changedValue');
  }
  for (const { key, value } of changed)
    host.settings.options.set(key, typeof value === 'bigint' ? Number(value) : value);
  world.estate.changed(self, 'setting');
  world.estate.changed(host, 'config.option');
}

export const optionMethods: Handlers = { QueryOptions: queryOptions, UpdateOptions: updateOptions };

export const networkSystemMethods: Handlers<HostPart> = {
  RefreshNetworkSystem: nothing,
  QueryNetworkHint: there(({ self, args }) => {
    const wanted = (args.device ?? []) as readonly string[];
    const hints = networkHints(self.host);
    const unknown = wanted.find((name) => !hints.some(({ device }) => device === name));
    if (unknown !== undefined) throw notFound(`network adapter ${unknown}`);
    return wanted.length === 0 ? hints : hints.filter(({ device }) => wanted.includes(device));
  }),
};

export const storageSystemMethods: Handlers<HostPart> = {
  RescanAllHba: nothing,
  RescanVmfs: nothing,
  RefreshStorageSystem: nothing,
  RescanHba: there(({ self, args }) => {
    const adapter = String(args.hbaDevice);
    if (!storageAdapters(self.host).some(({ device }) => device === adapter))
      throw notFound(`storage adapter ${adapter}`);
  }),
};

const utc = { key: 'UTC', name: 'UTC', description: 'UTC', gmtOffset: 0 };

export const timeMethods: Handlers<HostPart> = {
  QueryDateTime: there(({ world }) => world.estate.now()),
  QueryAvailableTimeZones: there(() => [utc]),
  RefreshDateTimeSystem: nothing,
};

export const certificateMethods: Handlers<HostPart> = {
  GenerateCertificateSigningRequest: there(({ self, args }) =>
    requestCertificate(self.host, args.useIpAddressAsCommonName === true),
  ),
  InstallServerCertificate: there(({ self, args, world }) => {
    const certificate = installCertificate(world.estate, self.host, String(args.cert));
    if (world.estate.product.apiType === 'HostAgent') world.useCertificate(certificate);
  }),
  NotifyAffectedServices: nothing,
};
