/**
 * What this server has beyond the model: a streamed operation, since the published bindings know of none, and the modules of clusters, which
 * are known by REST alone. They are found by introspection like every other.
 */
export const monitorService = 'com.vmware.demo.monitor';

const modulesPath = (verb: string, rest = ''): string => `${verb} /vcenter/cluster/modules${rest}`;

const memberChange = (action: string) =>
  [
    { module: '&com.vmware.vcenter.cluster.modules', vms: '{&VirtualMachine}' },
    '@com.vmware.vcenter.cluster.modules.vm.members.status',
    ['not_found', 'unauthorized'],
    modulesPath('POST', `/vm/{module}/members?action=${action}`),
  ] as const;

/** Service → operations, in the model's form. */
export const demoServices = {
  [monitorService]: {
    watch: [
      {
        count: 'long?',
        interval: 'long?',
        padding: 'long?',
        fail: 'boolean?',
        host: '&HostSystem?',
      },
      '@com.vmware.demo.monitor.sample',
      ['not_found', 'invalid_argument', 'service_unavailable', 'unauthenticated'],
    ],
  },
  'com.vmware.vcenter.cluster.modules': {
    list: [
      {},
      '@com.vmware.vcenter.cluster.modules.list_result',
      ['unauthorized'],
      modulesPath('GET'),
    ],
    create: [
      { spec: '@com.vmware.vcenter.cluster.modules.create_spec' },
      '&com.vmware.vcenter.cluster.modules',
      ['not_found', 'unauthorized'],
      modulesPath('POST'),
    ],
    delete: [
      { module: '&com.vmware.vcenter.cluster.modules' },
      'void',
      ['not_found', 'unauthorized'],
      modulesPath('DELETE', '/{module}'),
    ],
  },
  'com.vmware.vcenter.cluster.modules.vm.members': {
    list: [
      { module: '&com.vmware.vcenter.cluster.modules' },
      '@com.vmware.vcenter.cluster.modules.vm.members.list_result',
      ['not_found', 'unauthorized'],
      modulesPath('GET', '/vm/{module}/members'),
    ],
    add: memberChange('add'),
    remove: memberChange('remove'),
  },
} as const;

const errorFields = {
  data: 'dynamic_structure?',
  error_type: '#com.vmware.vapi.std.errors.error.type?',
  messages: '@com.vmware.vapi.std.localizable_message[]',
} as const;

/** Structures of those, and the errors that no operation declares since any may report them. */
export const demoStructures = {
  'com.vmware.vapi.std.errors.operation_not_found': [errorFields, 'error'],
  'com.vmware.vapi.std.errors.unexpected_input': [errorFields, 'error'],
  'com.vmware.vapi.std.errors.canceled': [errorFields, 'error'],
  'com.vmware.vcenter.cluster.modules.create_spec': [{ cluster: '&ClusterComputeResource' }],
  'com.vmware.vcenter.cluster.modules.summary': [
    { cluster: '&ClusterComputeResource', module: '&com.vmware.vcenter.cluster.modules' },
  ],
  'com.vmware.vcenter.cluster.modules.list_result': [
    { summaries: '@com.vmware.vcenter.cluster.modules.summary[]' },
  ],
  'com.vmware.vcenter.cluster.modules.vm.members.list_result': [{ vms: '{&VirtualMachine}' }],
  'com.vmware.vcenter.cluster.modules.vm.members.status': [{ success: 'boolean' }],
  'com.vmware.demo.monitor.sample': [
    {
      sequence: 'long',
      time: 'datetime',
      host: '&HostSystem?',
      cpu_usage: 'double',
      powered_on: 'long',
      note: 'string?',
    },
  ],
} as const;
