import { on } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { invalidArgument } from '../wire/error.ts';
import { requirePrivilege } from './vim25.ts';

/** `com.vmware.appliance.shutdown`: the appliance restarts after so many minutes, which ends all sessions. It is not powered off here. */

interface Plan {
  readonly action: 'reboot';
  readonly reason: string;
  readonly time: Date;
}

const plans = new WeakMap<object, Plan>();

const ownerOf = ({ world }: Call): object => world.vim.estate;

/** @throws VapiError unauthorized */
function requireAdministrator(call: Call): void {
  requirePrivilege(call, call.world.vim.estate.rootFolder, 'Global.Settings');
}

interface Wish {
  readonly delay: number;
  readonly reason: string;
}

/** A later plan takes the place of an earlier one. */
function reboot({ delay, reason }: Wish, call: Call): void {
  requireAdministrator(call);
  if (delay < 0)
    throw invalidArgument('com.vmware.appliance.shutdown.delay', 'The delay is in minutes.');
  const { vim, sessions } = call.world;
  const time = new Date(vim.estate.now().getTime() + delay * 60_000);
  const plan: Plan = { action: 'reboot', reason, time };
  const owner = ownerOf(call);
  plans.set(owner, plan);
  vim.later(delay * 60, () => {
    if (plans.get(owner) !== plan) return;
    plans.delete(owner);
    vim.sessions.endAll();
    sessions.endAll();
  });
}

export const applianceShutdown: Service = {
  get: (call) => {
    const plan = plans.get(ownerOf(call));
    return { action: plan?.action ?? '', reason: plan?.reason ?? '', shutdown_time: plan?.time };
  },
  reboot: on(reboot),
  cancel: (call) => {
    requireAdministrator(call);
    plans.delete(ownerOf(call));
  },
};
