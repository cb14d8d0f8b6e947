import { expect, it } from 'vitest';
import { text as say } from '#shared/i18n/make-text.ts';
import { TimeoutError } from '../../../../net/errors.ts';
import type { HttpClient, HttpRequest } from '../../../../net/http-client.ts';
import { apiModel } from '../model/api-model.ts';
import { Endpoint } from './endpoint.ts';

const silence = new TimeoutError(say('net.late.headers', { server: 'x' }));

/** How long each request was waited for, by a server that answers none. */
function silentServer() {
  const waits: (number | undefined)[] = [];
  const http = {
    origin: 'https://vc.example.org',
    server: 'vc.example.org:443',
    request: ({ headersTimeoutMs }: HttpRequest) => {
      waits.push(headersTimeoutMs);
      return Promise.reject(silence);
    },
  };
  const settings = { path: '/api', userAgent: '', appCtx: {}, maxResponseBytes: 1000 };
  return { waits, endpoint: new Endpoint(http as unknown as HttpClient, settings) };
}

it.each([
  ['what only reads longer after each try in vain', 'com.vmware.vcenter.VM', 'list', [40, 80, 160]],
  ['what changes something no longer', 'com.vmware.vcenter.vm.power', 'start', [0, 0, 0]],
])('waits for %s', async (_what, service, operation, seconds) => {
  const { waits, endpoint } = silentServer();
  const spec = apiModel().operation(service, operation);
  if (spec === undefined) throw new Error(`no ${operation}`);
  const input = operation === 'start' ? { vm: 'vm-1' } : {};
  for (const _ of seconds)
    await expect(endpoint.call(spec, input, { scheme: 'anonymous' })).rejects.toBe(silence);
  expect(waits).toEqual(seconds.map((one) => (one === 0 ? undefined : one * 1000)));
});
