import type { SeenRequest } from '#core/testing/odd-proxy.ts';

/**
 * What a request asks for, as far as one part of a session differs from the other by it: `CreateFilter VirtualMachine`,
 * `com.vmware.cis.tagging.tag list`, `VM.get_all_records`, `GET /sdk/vimServiceVersions.xml`.
 */
export function callOf({ path, body }: SeenRequest): string {
  const vim25 = /<soapenv:Body><(\w+) /.exec(body)?.[1];
  if (vim25 !== undefined) return ofVim25(vim25, body);
  const vapi = /"serviceId":"([\w.]+)","operationId":"([\w$]+)"/.exec(body);
  if (vapi !== null) return `${vapi[1]} ${vapi[2]}`;
  const xapi = /"method":"([\w.]+)"/.exec(body)?.[1];
  return xapi ?? `GET ${path}`;
}

function ofVim25(method: string, body: string): string {
  switch (method) {
    case 'CreateFilter':
    case 'CreateContainerView': {
      // What is watched: of objects that are given, which; of a view, of which type.
      const type = /<type>(\w+)<\/type>/.exec(body)?.[1] ?? '';
      const given = /<obj type="(\w+)">/.exec(body)?.[1] ?? '';
      return `${method} ${given === '' || given === 'ContainerView' ? type : `of ${given}`}`;
    }
    case 'RetrievePropertiesEx':
      return `${method} ${/<pathSet>([\w.]+)</.exec(body)?.[1] ?? ''}`;
    default:
      return method;
  }
}
