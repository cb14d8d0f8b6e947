"""The few services of the peer's server that are made by hand, so that there is something to list, get, start and refuse."""

import uuid
from datetime import datetime, timezone

from com.vmware import cis_client, vcenter_client
from com.vmware.vapi.std import errors_client
from com.vmware.vapi.std_client import LocalizableMessage
from com.vmware.vcenter import vm_client
from com.vmware.vcenter.vm import hardware_client
from vmware.vapi.common.context import get_context

USER = 'administrator@vsphere.local'
INTEGER = 2 ** 53 + 1
SESSIONS = set()


def message(text, *args):
    return LocalizableMessage(id='peer.message', default_message=text, args=list(args))


class Session(object):
    def create(self):
        session = uuid.uuid4().hex
        SESSIONS.add(session)
        return session

    def get(self):
        now = datetime.now(timezone.utc).replace(tzinfo=None)
        return cis_client.Session.Info(user=USER, created_time=now, last_accessed_time=now)

    def delete(self):
        SESSIONS.discard(get_context().security_context.get('sessionId'))


MACHINES = {'vm-%d' % number: 'machine %d' % number for number in range(1, 41)}
RUNNING = {key for index, key in enumerate(MACHINES) if index % 2 == 0}
POWER = vm_client.Power.State


def known(vm):
    if vm not in MACHINES:
        raise errors_client.NotFound(messages=[message('Es gibt keine Maschine \u201e%s\u201c.' % vm, vm)], data=None)


class Machines(object):
    def list(self, filter=None):
        names = filter.names if filter is not None else None
        if filter is not None and filter.folders == {'all'}:
            raise errors_client.UnableToAllocateResource(messages=[message('Too many vm.')], data=None)
        return [
            vcenter_client.VM.Summary(
                vm=vm, name=name, power_state=POWER.POWERED_ON if vm in RUNNING else POWER.POWERED_OFF,
                cpu_count=2 if vm in RUNNING else None, memory_size_mib=INTEGER)
            for vm, name in MACHINES.items() if not names or name in names]

    def get(self, vm):
        known(vm)
        hw = hardware_client
        nic = hw.Ethernet.Info(
            label='Network adapter 1', type=hw.Ethernet.EmulationType.VMXNET3, mac_type=hw.Ethernet.MacAddressType.ASSIGNED,
            mac_address='00:50:56:00:01:01', upt_compatibility_enabled=False, wake_on_lan_enabled=True, state=hw.ConnectionState.CONNECTED, start_connected=True,
            allow_guest_control=False, backing=hw.Ethernet.BackingInfo(
                type=hw.Ethernet.BackingType.DISTRIBUTED_PORTGROUP, network='dvportgroup-1', distributed_switch_uuid='50 1c',
                distributed_port='12', connection_cookie=INTEGER))
        disk = hw.Disk.Info(
            label='Hard disk 1', type=hw.Disk.HostBusAdapterType.SCSI, scsi=hw.ScsiAddressInfo(bus=0, unit=1), capacity=17179869184,
            backing=hw.Disk.BackingInfo(type=hw.Disk.BackingType.VMDK_FILE, vmdk_file='[ds] a/a.vmdk'))
        return vcenter_client.VM.Info(
            guest_os=vm_client.GuestOS('SOME_FUTURE_OS'),
            name=MACHINES[vm], power_state=POWER.POWERED_ON,
            hardware=vm_client.Hardware.Info(
                version=vm_client.Hardware.Version.VMX_19, upgrade_policy=vm_client.Hardware.UpgradePolicy.NEVER,
                upgrade_status=vm_client.Hardware.UpgradeStatus.FAILED,
                upgrade_error=errors_client.Canceled(messages=[], data=None)),
            boot=hw.Boot.Info(type=hw.Boot.Type.BIOS, delay=0, retry=False, retry_delay=10000, enter_setup_mode=False),
            boot_devices=[], cpu=hw.Cpu.Info(count=2, cores_per_socket=1, hot_add_enabled=False, hot_remove_enabled=False),
            memory=hw.Memory.Info(size_mib=2048, hot_add_enabled=False), disks={'2000': disk}, nics={'4000': nic}, cdroms={},
            floppies={}, parallel_ports={}, serial_ports={}, sata_adapters={}, scsi_adapters={}, nvme_adapters={})

    def delete(self, vm):
        known(vm)
        del MACHINES[vm]


class Power(object):
    def start(self, vm):
        known(vm)
        if vm in RUNNING:
            raise errors_client.AlreadyInDesiredState(messages=[message('It runs.')], data=None)
        RUNNING.add(vm)

    def get(self, vm):
        known(vm)
        return vm_client.Power.Info(state=POWER.POWERED_ON if vm in RUNNING else POWER.POWERED_OFF)


BY_HAND = {
    'com.vmware.cis.session': Session(),
    'com.vmware.vcenter.VM': Machines(),
    'com.vmware.vcenter.vm.power': Power(),
}
