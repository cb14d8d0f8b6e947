import type { VirtualMachine } from '../../estate/entity.ts';
import { toolsFacts, toolsRunning } from '../../properties/vm-facts.ts';
import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { message, VapiError } from '../wire/error.ts';
import { readableVm } from './find.ts';
import { number, part, parts, readData, text } from './vim-values.ts';
import type { VimValue } from './vim-values.ts';
import { guestName } from './vm-info.ts';

/** `com.vmware.vcenter.vm.guest` (what VMware Tools tell while they run) and `com.vmware.vcenter.vm.tools`. */

interface ByVm {
  readonly vm: string;
}

/** @throws VapiError service_unavailable while the tools do not run */
function readGuest(call: Call, id: string): VimValue {
  const vm = readableVm(call, id);
  if (!toolsRunning(vm)) {
    throw new VapiError('service_unavailable', [
      message(
        'com.vmware.api.vcenter.vm.guest.information_not_available',
        'Guest information is not available: VMware Tools is not running.',
      ),
    ]);
  }
  return readData(call, vm, 'guest');
}

const families: Readonly<Record<string, string>> = {
  linuxGuest: 'LINUX',
  windowsGuest: 'WINDOWS',
};

export const guestIdentity: Service = {
  get: on(({ vm: id }: ByVm, call) => {
    const guest = readGuest(call, id);
    const fullName = text(guest, 'guestFullName');
    return {
      name: guestName(text(guest, 'guestId')),
      family: families[text(guest, 'guestFamily')] ?? 'OTHER',
      full_name: message(`vmsg.guestos.${text(guest, 'guestId')}.label`, fullName),
      host_name: text(guest, 'hostName'),
      ip_address: text(guest, 'ipAddress') || undefined,
    };
  }),
};

function networkInterface(nic: VimValue): object {
  return {
    mac_address: text(nic, 'macAddress'),
    nic: String(number(nic, 'deviceConfigId')),
    ip: {
      ip_addresses: parts(part(nic, 'ipConfig'), 'ipAddress').map((address) => ({
        ip_address: text(address, 'ipAddress'),
        prefix_length: number(address, 'prefixLength'),
        origin: text(address, 'origin').toUpperCase() || undefined,
        state: text(address, 'state').toUpperCase(),
      })),
    },
  };
}

export const guestInterfaces: Service = {
  list: on(({ vm: id }: ByVm, call) => parts(readGuest(call, id), 'net').map(networkInterface)),
};

export const guestNetworking: Service = {
  get: on(({ vm: id }: ByVm, call) => {
    const dns = part(parts(readGuest(call, id), 'ipStack')[0], 'dnsConfig');
    return {
      dns_values: { host_name: text(dns, 'hostName'), domain_name: text(dns, 'domainName') },
      dns: {
        ip_addresses: dns.ipAddress ?? [],
        search_domains: dns.searchDomain ?? [],
      },
    };
  }),
};

export const guestFilesystem: Service = {
  get: on(({ vm: id }: ByVm, call) => {
    const disks = parts(readGuest(call, id), 'disk');
    return new Map(
      disks.map((disk) => [
        text(disk, 'diskPath'),
        {
          capacity: number(disk, 'capacity'),
          free_space: number(disk, 'freeSpace'),
          filesystem: text(disk, 'filesystemType') || undefined,
          mappings: parts(disk, 'mappings').map((mapping) => ({
            disk: String(number(mapping, 'key')),
          })),
        },
      ]),
    );
  }),
};

const versionStatus: Readonly<Record<string, string>> = {
  guestToolsCurrent: 'CURRENT',
  guestToolsNeedUpgrade: 'SUPPORTED_OLD',
  guestToolsSupportedOld: 'SUPPORTED_OLD',
  guestToolsUnmanaged: 'UNMANAGED',
  guestToolsNotInstalled: 'NOT_INSTALLED',
};

const installTypes: Readonly<Record<string, string>> = {
  guestToolsTypeMSI: 'MSI',
  guestToolsTypeOpenVMTools: 'OPEN_VM_TOOLS',
  guestToolsTypeTar: 'TAR',
};

function toolsInfo(vm: VirtualMachine): object {
  const facts = toolsFacts(vm);
  const isInstalled = vm.tools !== 'notInstalled';
  return {
    auto_update_supported: vm.guest.family === 'windowsGuest',
    install_attempt_count: isInstalled ? 0 : undefined,
    version_number: isInstalled ? Number(facts.toolsVersion) : undefined,
    version: isInstalled ? facts.toolsVersion : undefined,
    upgrade_policy: 'MANUAL',
    version_status: versionStatus[facts.toolsVersionStatus2],
    install_type: installTypes[facts.toolsInstallType ?? ''],
    run_state: facts.toolsRunningStatus === 'guestToolsRunning' ? 'RUNNING' : 'NOT_RUNNING',
  };
}

export const tools: Service = {
  get: on(({ vm: id }: ByVm, call) => toolsInfo(readableVm(call, id))),
};
