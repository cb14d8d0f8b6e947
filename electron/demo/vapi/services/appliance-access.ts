import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { requirePrivilege } from './vim25.ts';

/** `com.vmware.appliance.access`: which ways into the appliance are open. All are closed at first. */

interface Access {
  consolecli: boolean;
  dcui: boolean;
  ssh: boolean;
  shell: { readonly enabled: boolean; readonly timeout: number };
}

const states = new WeakMap<object, Access>();

function accessOf({ world }: Call): Access {
  const { estate } = world.vim;
  const found = states.get(estate) ?? {
    consolecli: false,
    dcui: false,
    ssh: false,
    shell: { enabled: false, timeout: 0 },
  };
  states.set(estate, found);
  return found;
}

/** @throws VapiError unauthorized */
function requireAdministrator(call: Call): void {
  requirePrivilege(call, call.world.vim.estate.rootFolder, 'Global.Settings');
}

function isOpen(way: 'consolecli' | 'dcui' | 'ssh'): Service {
  return {
    get: (call) => accessOf(call)[way],
    set: on(({ enabled }: { readonly enabled: boolean }, call) => {
      requireAdministrator(call);
      accessOf(call)[way] = enabled;
    }),
  };
}

export const applianceAccess: Readonly<Record<string, Service>> = {
  consolecli: isOpen('consolecli'),
  dcui: isOpen('dcui'),
  ssh: isOpen('ssh'),
  shell: {
    get: (call) => accessOf(call).shell,
    set: on(({ config }: { readonly config: Access['shell'] }, call) => {
      requireAdministrator(call);
      // A shell that is closed has no time left
      accessOf(call).shell = config.enabled ? config : { enabled: false, timeout: 0 };
    }),
  },
};
