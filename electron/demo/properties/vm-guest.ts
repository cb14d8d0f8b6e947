import type { VirtualMachine, VmNic } from '../estate/entity.ts';
import { hostName, ipv6Of, primaryAddress, toolsFacts, toolsRunning } from './vm-facts.ts';

/** `guest` of a VM: what VMware Tools tell, while they run. */

function gateway(ipv4: string): string {
  return ipv4.replace(/\d+\.\d+$/, '0.1');
}

function nicInfo(vm: VirtualMachine, nic: VmNic): object {
  const [global, linkLocal] = ipv6Of(nic.mac, nic.network.vlan);
  const address = (ipAddress: string, prefixLength: number): object => ({
    ipAddress,
    prefixLength,
    origin: 'manual',
    state: 'preferred',
  });
  return {
    network: nic.network.name,
    ipAddress: [nic.ipv4, global, linkLocal],
    macAddress: nic.mac,
    connected: vm.power === 'poweredOn' && nic.connected !== false,
    deviceConfigId: nic.key,
    ipConfig: {
      ipAddress: [address(nic.ipv4, 16), address(global, 64), address(linkLocal, 64)],
    },
  };
}

function ipStack(vm: VirtualMachine): object[] {
  const first = vm.nics[0];
  if (first === undefined) {
    return [];
  }
  const [name = '', ...domain] = (hostName(vm) ?? '').split('.');
  return [
    {
      dnsConfig: {
        dhcp: false,
        hostName: name,
        domainName: domain.join('.'),
        ipAddress: ['10.10.60.11', '10.10.60.12'],
        searchDomain: [domain.join('.')],
      },
      ipRouteConfig: {
        ipRoute: [
          {
            network: '0.0.0.0',
            prefixLength: 0,
            gateway: { ipAddress: gateway(first.ipv4), device: '0' },
          },
        ],
      },
    },
  ];
}

function disks(vm: VirtualMachine): object[] {
  const windows = vm.guest.family === 'windowsGuest';
  return vm.disks.map(({ capacityGB, used, key }, n) => {
    const capacity = Math.round(capacityGB * 1024 ** 3 * 0.98);
    return {
      diskPath: windows ? `${String.fromCharCode(67 + n)}:\\` : n === 0 ? '/' : `/data${n}`,
      capacity,
      freeSpace: Math.round(capacity * (1 - used)),
      filesystemType: windows ? 'NTFS' : 'xfs',
      mappings: [{ key }],
    };
  });
}

/** What is known without VMware Tools. */
function stateOf(vm: VirtualMachine): object {
  const running = toolsRunning(vm);
  return {
    ...toolsFacts(vm),
    guestState: running ? 'running' : vm.power === 'poweredOn' ? 'unknown' : 'notRunning',
    appHeartbeatStatus: 'appStatusGray',
    guestKernelCrashed: running ? false : undefined,
    appState: 'none',
    guestOperationsReady: running,
    interactiveGuestOperationsReady: false,
    guestStateChangeSupported: running,
    hwVersion: `vmx-${vm.hardwareVersion}`,
  };
}

/** What VMware Tools have said at some time. */
function identityOf(vm: VirtualMachine): object {
  return {
    guestId: vm.guest.guestId,
    guestFamily: vm.guest.family,
    guestFullName: vm.guest.fullName,
    guestDetailedData: vm.guest.detail,
    hostName: hostName(vm),
  };
}

export function guestInfo(vm: VirtualMachine): object {
  if (vm.tools === 'notInstalled') {
    return stateOf(vm);
  }
  const known = { ...stateOf(vm), ...identityOf(vm) };
  if (!toolsRunning(vm)) {
    return known;
  }
  return {
    ...known,
    ipAddress: primaryAddress(vm),
    get net() {
      return vm.nics.map((nic) => nicInfo(vm, nic));
    },
    get ipStack() {
      return ipStack(vm);
    },
    get disk() {
      return disks(vm);
    },
    screen: { width: 1024, height: 768 },
  };
}
