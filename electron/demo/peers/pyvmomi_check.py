#!/usr/bin/env python3
"""Checks the demo vCenter with pyVmomi, a client that others wrote.

Usage: pyvmomi_check.py URL USER PASSWORD

Prints a line per check; exits with 1 when one fails.
"""

import ssl
import sys
import time
import traceback
from urllib.parse import urlparse

from pyVim.connect import Disconnect, SmartConnect
from pyVim.task import WaitForTask
from pyVmomi import vim, vmodl

failures = 0


def check(name, action):
    """Runs one check; a check fails by raising."""
    global failures
    try:
        detail = action()
        print(f"ok   {name}{': ' + str(detail) if detail is not None else ''}")
    except Exception as error:  # every failure is reported, none stops the others
        failures += 1
        print(f"FAIL {name}: {error!r}")
        traceback.print_exc()


def connect(url, user, password):
    parts = urlparse(url)
    secure = parts.scheme == "https"
    context = ssl._create_unverified_context() if secure else None
    return SmartConnect(
        protocol=parts.scheme,
        host=parts.hostname,
        port=parts.port,
        user=user,
        pwd=password,
        sslContext=context,
    )


def container(content, kinds):
    return content.viewManager.CreateContainerView(content.rootFolder, kinds, True)


def main():
    url, user, password = sys.argv[1:4]
    si = connect(url, user, password)
    content = si.RetrieveContent()
    print(f"ok   log in: {content.about.fullName}")

    def refused():
        try:
            connect(url, user, "wrong")
        except vim.fault.InvalidLogin as fault:
            return fault.msg
        raise AssertionError("a wrong password was accepted")

    check("wrong password is InvalidLogin", refused)
    check("server time", lambda: si.CurrentTime())
    check("own session", lambda: content.sessionManager.currentSession.userName)

    def count(kinds):
        view = container(content, kinds)
        names = [entity.name for entity in view.view]
        view.DestroyView()
        assert names, f"no {kinds}"
        return len(names)

    for kind in (
        vim.Datacenter,
        vim.ClusterComputeResource,
        vim.HostSystem,
        vim.Datastore,
        vim.Network,
        vim.DistributedVirtualSwitch,
        vim.ResourcePool,
        vim.VirtualApp,
        vim.Folder,
    ):
        check(f"list {kind.__name__}", lambda kind=kind: count([kind]))

    view = container(content, [vim.VirtualMachine])
    machines = list(view.view)

    def collect(paths, kind=vim.VirtualMachine, source=view):
        pc = vmodl.query.PropertyCollector
        spec = pc.FilterSpec(
            objectSet=[
                pc.ObjectSpec(
                    obj=source,
                    skip=True,
                    selectSet=[pc.TraversalSpec(name="v", type=vim.view.ContainerView, path="view", skip=False)],
                )
            ],
            propSet=[pc.PropertySpec(type=kind, pathSet=paths, all=paths is None)],
        )
        result = content.propertyCollector.RetrievePropertiesEx([spec], pc.RetrieveOptions())
        objects = list(result.objects)
        while result.token:
            result = content.propertyCollector.ContinueRetrievePropertiesEx(result.token)
            objects.extend(result.objects)
        return objects

    def light():
        objects = collect(["name", "runtime.powerState", "summary.quickStats.overallCpuUsage"])
        assert len(objects) == len(machines), (len(objects), len(machines))
        return len(objects)

    check("light paths of all VMs, page by page", light)

    def whole(kind):
        source = container(content, [kind])
        objects = collect(None, kind, source)
        missing = [m.path for o in objects for m in o.missingSet]
        assert objects and not missing, missing
        return f"{len(objects)} objects, {sum(len(o.propSet) for o in objects)} properties"

    for kind in (
        vim.VirtualMachine,
        vim.HostSystem,
        vim.ClusterComputeResource,
        vim.ComputeResource,
        vim.ResourcePool,
        vim.VirtualApp,
        vim.Datastore,
        vim.Network,
        vim.dvs.DistributedVirtualPortgroup,
        vim.dvs.VmwareDistributedVirtualSwitch,
        vim.Folder,
        vim.Datacenter,
    ):
        check(f"every property of every {kind.__name__}", lambda kind=kind: whole(kind))

    ready = [
        vm
        for vm in machines
        if vm.runtime.powerState == "poweredOff"
        and vm.runtime.connectionState == "connected"
        and not vm.config.template
    ]
    vm = ready[0]

    def power(method, state):
        WaitForTask(method(), si)
        assert vm.runtime.powerState == state, vm.runtime.powerState
        return vm.name

    check("power on, wait for the task", lambda: power(vm.PowerOn, "poweredOn"))

    def already():
        try:
            WaitForTask(vm.PowerOn(), si)
        except vim.fault.InvalidPowerState as fault:
            return fault.existingState
        raise AssertionError("power on of a running VM succeeded")

    check("power on again is InvalidPowerState", already)

    def reboot_without_tools():
        try:
            vm.ShutdownGuest()
        except vim.fault.ToolsUnavailable as fault:
            return fault.msg
        raise AssertionError("shutdown of a guest without tools was accepted")

    if vm.guest.toolsRunningStatus != "guestToolsRunning":
        check("shut down guest without tools is ToolsUnavailable", reboot_without_tools)

    def tools():
        end = time.time() + 20
        while vm.guest.toolsRunningStatus != "guestToolsRunning":
            assert time.time() < end, "tools did not start"
            time.sleep(0.5)
        return vm.guest.ipAddress

    if vm.guest.toolsStatus != "toolsNotInstalled":
        check("tools come up after power on", tools)
    check("suspend", lambda: power(vm.Suspend, "suspended"))
    check("resume", lambda: power(vm.PowerOn, "poweredOn"))
    check("reset", lambda: power(vm.Reset, "poweredOn"))
    check("power off", lambda: power(vm.PowerOff, "poweredOff"))

    def rename():
        name = vm.name
        WaitForTask(vm.Rename("renamed by pyVmomi"), si)
        assert vm.name == "renamed by pyVmomi" == vm.config.name
        WaitForTask(vm.Rename(name), si)
        return name

    check("rename and back", rename)
    check("recent tasks", lambda: len(content.taskManager.recentTask))

    def find():
        found = content.searchIndex.FindByUuid(None, vm.config.uuid, True)
        assert found == vm, found
        return found

    check("find by UUID", find)

    def gone():
        try:
            vim.VirtualMachine("vm-99999999", si._stub).name
        except vmodl.fault.ManagedObjectNotFound as fault:
            return fault.obj
        raise AssertionError("an unknown object was found")

    check("unknown object is ManagedObjectNotFound", gone)
    Disconnect(si)
    print("ok   log out")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
