import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { entry, number, text } from '../../map/read.ts';
import type { Given, Work } from '../definition.ts';

/** The key of a machine's platform by which its vCPUs are cores of sockets. */
export const coresKey = 'cores-per-socket';

/** How many cores each socket of a machine has; one where it does not say. */
export function coresPerSocket(vm: Properties): number {
  const cores = Number(entry(vm, 'platform', coresKey) ?? 1);
  return Number.isInteger(cores) && cores > 0 ? cores : 1;
}

/** vCPUs and cores as they were asked for, or as the machine has them. */
export function processorsOf(
  { number: asked }: Pick<Given, 'number'>,
  vm: Properties,
): { readonly cpus: number; readonly cores: number } {
  return {
    cpus: asked('cpus') ?? number(vm, 'VCPUs_at_startup') ?? 1,
    cores: asked('coresPerSocket') ?? coresPerSocket(vm),
  };
}

/** The most that the machine has to be able to have: no start without it (VCPU_MAX_NOT_CORES_PER_SOCKET_MULTIPLE). */
export function mostOf(
  vm: Properties,
  { cpus, cores }: { readonly cpus: number; readonly cores: number },
): number {
  const most = number(vm, 'VCPUs_max') ?? 1;
  return cpus > most || most % cores !== 0 ? cpus : most;
}

/** A paravirtual machine has no sockets. @throws MorefException `invalid` for vCPUs that are no multiple of the cores per socket */
export function refuseUndivided(work: Given, vm: Properties): void {
  const { cpus, cores } = processorsOf(work, vm);
  if (text(vm, 'domain_type') === 'pv' || cpus % cores === 0) return;
  const message = say('error.coresDoNotDivide', { name: work.name, cpus, cores });
  throw new MorefException({ kind: 'invalid', message, ref: work.ref });
}

/** Gives a new machine the vCPUs that were asked for, where its template has others. */
export async function setProcessorsOf(work: Work, vm: string, template: Properties): Promise<void> {
  const { call } = work;
  const asked = processorsOf(work, template);
  const before = number(template, 'VCPUs_at_startup') ?? 1;
  const most = mostOf(template, asked);
  const raise = (): Promise<unknown> => call('VM', 'set_VCPUs_max', [vm, most]);
  const mostBefore = number(template, 'VCPUs_max') ?? 1;
  // The number at startup may never be above the most, on the way neither.
  if (most > mostBefore) await raise();
  if (asked.cpus !== before) await call('VM', 'set_VCPUs_at_startup', [vm, asked.cpus]);
  if (most < mostBefore) await raise();
  if (asked.cores === coresPerSocket(template)) return;
  if (entry(template, 'platform', coresKey) !== undefined)
    await call('VM', 'remove_from_platform', [vm, coresKey]);
  await call('VM', 'add_to_platform', [vm, coresKey, String(asked.cores)]);
}
