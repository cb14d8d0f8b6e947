import { text as say } from '#shared/i18n/make-text.ts';
import type { Text } from '#shared/i18n/text.ts';
import { refType } from '#shared/model/reference.ts';
import { flag, references, text } from '../../map/read.ts';
import type { Subject, Work } from '../definition.ts';
import { parentOf } from '../placement/placement.ts';
import { powerState } from '../refusals.ts';

/** Who moves machines off a host: nobody, DRS once somebody has applied what it recommends, or DRS by itself. */
export type DrsMode = 'none' | 'recommends' | 'automatic';

export function isInCluster({ ref, lookup }: Pick<Subject, 'ref' | 'lookup'>): boolean {
  const parent = parentOf(ref, lookup);
  return parent !== undefined && refType(parent) === 'ClusterComputeResource';
}

export async function drsOfHost({ ref, lookup, server }: Work): Promise<DrsMode> {
  const cluster = parentOf(ref, lookup);
  if (cluster === undefined || refType(cluster) !== 'ClusterComputeResource') return 'none';
  const [enabled, behaviour] = [
    'configuration.drsConfig.enabled',
    'configuration.drsConfig.defaultVmBehavior',
  ] as const;
  const read = await server.read(cluster, [enabled, behaviour]);
  if (flag(read, enabled) !== true) return 'none';
  // Unset is what a server starts with (ClusterDrsConfigInfo).
  return (text(read, behaviour) ?? 'fullyAutomated') === 'fullyAutomated'
    ? 'automatic'
    : 'recommends';
}

/** What becomes of the machines that run on a host, as the server has them now. */
export async function leavingStep({ ref, server }: Work, drs: DrsMode): Promise<readonly Text[]> {
  const machines = references(await server.read(ref, ['vm']), 'vm');
  const states = await server.readMany(machines, ['runtime.powerState']);
  const count = [...states.values()].filter((one) => powerState(one) === 'poweredOn').length;
  if (count === 0) return [];
  switch (drs) {
    case 'automatic':
      return [say('step.host.drsMoves', { count })];
    case 'recommends':
      return [say('step.host.waitsForDrs', { count })];
    case 'none':
      return [say('step.host.waitsForGuests', { count })];
  }
}
