"""VMware's own vAPI runtime with its bindings, as a client of the demo vCenter.

    python vapi_check.py URL USER PASSWORD [HOK_TOKEN KEY BEARER_TOKEN]

Prints a line for every check: "ok", or what is wrong. Exits with 1 when something is.
"""

import logging
import sys
import time
import warnings

import requests
from com.vmware import cis_client, content_client, vcenter_client
from com.vmware.appliance import system_client
from com.vmware.cis import tagging_client
from com.vmware.content import library_client
from com.vmware.vapi.std import errors_client, introspection_client
from com.vmware.vapi.std_client import DynamicID
from com.vmware.vcenter import tagging_client as associations_client
from com.vmware.vcenter import vm_client
from com.vmware.vcenter.vm import guest_client, hardware_client
from vmware.vapi.bindings.stub import StubConfiguration
from vmware.vapi.lib.connect import get_requests_connector
from vmware.vapi.security.client.security_context_filter import LegacySecurityContextFilter
from vmware.vapi.security.oauth import create_oauth_security_context
from vmware.vapi.security.session import create_session_security_context
from vmware.vapi.security.sso import create_saml_bearer_security_context, create_saml_security_context
from vmware.vapi.security.user_password import create_user_password_security_context
from vmware.vapi.stdlib.client.factories import StubConfigurationFactory

warnings.filterwarnings('ignore')
logging.disable(logging.CRITICAL)
url, user, password = sys.argv[1:4]
tokens = sys.argv[4:7]
failures = 0


def check(name, condition, detail=''):
    global failures
    if condition:
        print('ok   %s' % name)
    else:
        failures += 1
        print('FAIL %s %s' % (name, detail))


def raises(name, error, act):
    try:
        act()
    except error as raised:
        texts = [message.default_message for message in raised.messages or []]
        check(name, texts != [] and texts[0] != '', raised)
    except Exception as raised:
        check(name, False, repr(raised))
    else:
        check(name, False, 'nothing was raised')


def configuration(context=None):
    web = requests.Session()
    web.verify = False
    # Neither proxies nor certificate bundles of this machine
    web.trust_env = False
    filters = [] if context is None else [LegacySecurityContextFilter(security_context=context)]
    return StubConfigurationFactory.new_std_configuration(
        get_requests_connector(session=web, url=url, provider_filter_chain=filters))


def login(context):
    session = cis_client.Session(configuration(context)).create()
    return configuration(create_session_security_context(session))


def sessions():
    passwords = create_user_password_security_context(user, password)
    info = cis_client.Session(login(passwords)).get()
    check('user and password', info.user != '' and info.created_time <= info.last_accessed_time, info)
    wrong = create_user_password_security_context(user, 'wrong')
    raises('a wrong password', errors_client.Unauthenticated, lambda: login(wrong))
    raises('no session', errors_client.Unauthenticated, lambda: vcenter_client.VM(configuration()).list())
    token = create_oauth_security_context('token-of-' + user)
    check('an access token', cis_client.Session(login(token)).get().user == info.user)
    if tokens:
        hok, key, bearer = tokens
        with open(hok) as file:
            signed = create_saml_security_context(file.read().strip(), key)
        for algorithm in ('RS256', 'RS384', 'RS512'):
            signed['signatureAlgorithm'] = algorithm
            check('holder of key, %s' % algorithm, cis_client.Session(login(signed)).get().user != '')
        with open(bearer) as file:
            context = create_saml_bearer_security_context(file.read().strip())
        check('a bearer token', cis_client.Session(login(context)).get().user != '')
    return login(passwords)


def inventory(config):
    vms = vcenter_client.VM(config)
    hosts = vcenter_client.Host(config).list()
    check('hosts', len(hosts) > 3 and any(host.power_state is None for host in hosts), hosts)
    for name in ('Datacenter', 'Cluster', 'Folder', 'ResourcePool', 'Datastore', 'Network'):
        found = getattr(vcenter_client, name)(config).list()
        check(name, len(found) > 1 and all(item.name for item in found))
    all_vms = vms.list()
    by_host = [vm.vm for host in hosts for vm in vms.list(vcenter_client.VM.FilterSpec(hosts={host.host}))]
    check('the VMs of the hosts are all VMs', sorted(by_host) == sorted(vm.vm for vm in all_vms))
    cluster = vcenter_client.Cluster(config).list()[0]
    info = vcenter_client.Cluster(config).get(cluster.cluster)
    pool = vcenter_client.ResourcePool(config).get(info.resource_pool)
    check('resource pool', pool.cpu_allocation.limit == -1, pool)
    return all_vms


def machines(config, all_vms):
    vms = vcenter_client.VM(config)
    cookies = []
    read = 0
    for summary in all_vms:
        try:
            info = vms.get(summary.vm)
        except errors_client.ResourceInaccessible:
            continue
        read += 1
        assert info.name == summary.name and info.memory.size_mib == summary.memory_size_mib
        assert all(disk.backing.vmdk_file for disk in info.disks.values())
        cookies += [nic.backing.connection_cookie for nic in info.nics.values() if nic.backing.connection_cookie]
    check('VM.get of all but one', read == len(all_vms) - 1, read)
    check('integers of 64 bits', max(cookies) > 2 ** 53 and max(cookies) % 2 == 1, max(cookies))
    raises('VM.get of none', errors_client.NotFound, lambda: vms.get('vm-0'))
    raises('an unknown state', errors_client.InvalidArgument, lambda: vms.list(
        vcenter_client.VM.FilterSpec(power_states={vm_client.Power.State('ASLEEP')})))
    first = next(vm.vm for vm in all_vms if vm.power_state == 'POWERED_ON')
    disks = hardware_client.Disk(config)
    check('disks', [disks.get(first, row.disk).label for row in disks.list(first)][0] == 'Hard disk 1')
    tools = vm_client.Tools(config).get(first)
    check('tools', tools.run_state in ('RUNNING', 'NOT_RUNNING'), tools)
    names = []
    for vm in all_vms:
        try:
            names.append(guest_client.Identity(config).get(vm.vm).host_name)
        except (errors_client.ServiceUnavailable, errors_client.ResourceInaccessible):
            pass
    check('names of guests', len(names) > 10, names)
    check('a double', system_client.Uptime(config).get() >= 0)


def power(config, all_vms):
    service = vm_client.Power(config)
    for vm in (vm.vm for vm in all_vms if vm.power_state == 'POWERED_OFF'):
        try:
            service.start(vm)
            break
        except (errors_client.Error, errors_client.ResourceInaccessible, errors_client.NotAllowedInCurrentState):
            continue
    check('start', service.get(vm).state == 'POWERED_ON')
    raises('start again', errors_client.AlreadyInDesiredState, lambda: service.start(vm))
    service.suspend(vm)
    check('suspend', service.get(vm).state == 'SUSPENDED')
    raises('reset', errors_client.NotAllowedInCurrentState, lambda: service.reset(vm))
    service.stop(vm)
    check('stop', service.get(vm).clean_power_off is True)
    return vm


def tasks(config, vm):
    name = 'copy-by-the-sdk'
    task = vcenter_client.VM(config).clone_task(vcenter_client.VM.CloneSpec(source=vm, name=name))
    service = cis_client.Tasks(config)
    identifier = task.get_task_id()
    deadline = time.time() + 60
    while service.get(identifier).status in ('PENDING', 'RUNNING') and time.time() < deadline:
        time.sleep(0.1)
    info = service.get(identifier)
    check('clone$task', info.status == 'SUCCEEDED' and info.progress.completed == 100, info)
    listed = service.list(cis_client.Tasks.FilterSpec(tasks={identifier}))
    check('tasks.list', list(listed) == [identifier] and listed[identifier].target.id == vm, listed)
    (copy,) = [row.vm for row in vcenter_client.VM(config).list(vcenter_client.VM.FilterSpec(names={name}))]
    vcenter_client.VM(config).delete(copy)
    raises('the copy is gone', errors_client.NotFound, lambda: vcenter_client.VM(config).get(copy))
    raises('no task', errors_client.NotFound, lambda: service.get('task-0:com.vmware.vcenter.VM'))


def tags(config, all_vms):
    categories, tag_service = tagging_client.Category(config), tagging_client.Tag(config)
    association = tagging_client.TagAssociation(config)
    names = {tag_service.get(tag).name for tag in tag_service.list()}
    check('tags', u'\u674e\u4f1f' in names, names)
    objects = [DynamicID(type='VirtualMachine', id=vm.vm) for vm in all_vms]
    rows = association.list_attached_tags_on_objects(objects)
    check('tags of all VMs', len(rows) > len(all_vms) / 2)
    category = categories.create(tagging_client.Category.CreateSpec(
        name='By the SDK', description='', cardinality=tagging_client.CategoryModel.Cardinality.SINGLE,
        associable_types={'VirtualMachine'}))
    one, two = [tag_service.create(tagging_client.Tag.CreateSpec(name=name, description='', category_id=category))
                for name in (u'Zo\u00eb', 'Two')]
    result = association.attach_tag_to_multiple_objects(one, objects[:5])
    check('attach to many', result.success and result.error_messages == [], result)
    result = association.attach_multiple_tags_to_object(objects[0], [one, two])
    check('only one of a category', not result.success and len(result.error_messages) == 1, result)
    (row,) = association.list_attached_objects_on_tags([one])
    check('objects of a tag', len(row.object_ids) == 5, row)
    raises('a type that does not go', errors_client.InvalidArgument, lambda: association.attach(
        two, DynamicID(type='HostSystem', id=vcenter_client.Host(config).list()[0].host)))
    categories.delete(category)
    service, seen = associations_client.Associations(config), 0
    page = service.list()
    while page.status == 'READY':
        seen += len(page.associations)
        page = service.list(associations_client.Associations.IterationSpec(marker=page.marker))
    check('pages of associations', page.marker is None and seen + len(page.associations) > len(all_vms), seen)


def content(config):
    items = library_client.Item(config)
    kinds = set()
    for library in content_client.Library(config).list():
        model = content_client.Library(config).get(library)
        for item in items.list(library):
            kinds.add((str(model.type), items.get(item).type))
    check('libraries', {('LOCAL', 'iso'), ('LOCAL', 'ovf'), ('SUBSCRIBED', 'ovf')} <= kinds, kinds)
    found = items.find(library_client.Item.FindSpec(type='iso'))
    check('find', len(found) > 5)


def discovery():
    config = configuration()
    services = introspection_client.Service(config).list()
    check('services', 'com.vmware.vcenter.VM' in services and len(services) > 300)
    info = introspection_client.Operation(config).get('com.vmware.vcenter.VM', 'get')
    check('a definition', info.output_definition.name == 'com.vmware.vcenter.VM.info', info)


config = sessions()
discovery()
found = inventory(config)
machines(config, found)
tasks(config, power(config, found))
tags(config, found)
content(config)
cis_client.Session(config).delete()
raises('after the logout', errors_client.Unauthenticated, lambda: cis_client.Session(config).get())
sys.exit(1 if failures else 0)
