/**
 * What this server has beyond the model: a streamed operation, since the published bindings know of none. It is found
 * by introspection like every other.
 */
export const monitorService = 'com.vmware.demo.monitor';

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
