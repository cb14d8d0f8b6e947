#!/usr/bin/env python3
"""Reads every property of one object of each managed type of the demo vCenter with pyVmomi, a client that others wrote.

Usage: pyvmomi_walk.py URL USER PASSWORD

Goes from the service instance along every reference. Prints a line per type, `FAIL` where a property cannot be read or
decoded; exits with 1 when one failed.
"""

import ssl
import sys
from collections import deque
from urllib.parse import urlparse

from pyVim.connect import Disconnect, SmartConnect
from pyVmomi import vim, vmodl
from pyVmomi.VmomiSupport import IsChildVersion, ManagedObject


def connect(url, user, password):
    parts = urlparse(url)
    secure = parts.scheme == "https"
    return SmartConnect(
        protocol=parts.scheme,
        host=parts.hostname,
        port=parts.port,
        user=user,
        pwd=password,
        sslContext=ssl._create_unverified_context() if secure else None,
    )


def managed_in(value, found):
    """Collects the managed objects in a value, at any depth."""
    if isinstance(value, ManagedObject):
        found.append(value)
    elif isinstance(value, (list, tuple)):
        for item in value:
            managed_in(item, found)
    elif isinstance(value, vmodl.DynamicData):
        for info in value._GetPropertyList():
            managed_in(getattr(value, info.name), found)


def read(entity, failures):
    """Reads all properties of an object; returns the managed objects that they name."""
    found = []
    for info in entity._GetPropertyList():
        if not IsChildVersion(entity._stub.version, info.version):
            continue  # the server says that it is older than this property: pyVmomi does not ask for it
        try:
            managed_in(getattr(entity, info.name), found)
        except Exception as error:  # every failure is reported, none stops the others
            failures.append(f"{type(entity).__name__}.{info.name}: {error!r}"[:400])
    return found


def main():
    url, user, password = sys.argv[1:4]
    si = connect(url, user, password)
    content = si.RetrieveContent()
    view = content.viewManager.CreateContainerView(content.rootFolder, [vim.ManagedEntity], True)
    queue = deque([si, view, content.propertyCollector, *view.view])
    seen = set()
    failures = []
    while queue:
        entity = queue.popleft()
        if type(entity) in seen:
            continue
        seen.add(type(entity))
        before = len(failures)
        queue.extend(read(entity, failures))
        for failure in failures[before:]:
            print(f"FAIL {failure}")
        if len(failures) == before:
            print(f"ok   {type(entity).__name__}")
    Disconnect(si)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
