import { installPython, type Peer } from '../install.ts';

/** VMware's own Python runtime of the protocol with its bindings of vCenter 9.1, and lxml for its holder-of-key verifier. */
export function installVapiRuntime(): Promise<Peer> {
  return installPython('vapi', [
    'vmware-vapi-runtime==9.1.1.0',
    'vmware-vcenter==9.1.1.0',
    'lxml==6.1.3',
  ]);
}
