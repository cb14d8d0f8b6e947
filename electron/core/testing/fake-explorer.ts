import type { ServiceExplorer } from '../providers/provider.ts';

/** An API that describes itself: `get` reads, everything else does not. @param called takes what is called */
export function fakeExplorer(called: string[]): ServiceExplorer {
  return {
    services: () => Promise.resolve({ services: [{ id: 'fake.vm', available: true }] }),
    operations: () => Promise.resolve(['delete', 'get']),
    operation: (service, operation) =>
      Promise.resolve({
        service,
        operation,
        parameters: [],
        result: { kind: 'void' },
        errors: [],
        task: false,
        reads: operation === 'get',
        structures: {},
        enums: {},
      }),
    call: (service, operation) => {
      called.push(`${service}.${operation}`);
      const exchange = {
        method: 'POST',
        url: 'http://fake/api',
        requestHeaders: [],
        requestBody: '',
        status: 200,
        responseHeaders: [],
        responseBody: '',
        curl: '',
      };
      return Promise.resolve({ outcome: 'output', value: null, exchange, durationMs: 1 });
    },
  };
}
