import type { Data } from '../wire/value.ts';

/** What a cluster keeps of its configuration. */

/** Lists of ClusterConfigInfoEx, each with the field that a change of it comes in. */
export const lists = {
  group: 'groupSpec',
  rule: 'rulesSpec',
  dasVmConfig: 'dasVmConfigSpec',
  drsVmConfig: 'drsVmConfigSpec',
  vmOrchestration: 'vmOrchestrationSpec',
} as const;

export type ListName = keyof typeof lists;

export type ClusterConfig = Readonly<Record<ListName, readonly Data[]>> & {
  readonly dasConfig: Data;
  readonly drsConfig: Data;
  readonly dpmConfig: Data;
};

export const plainCluster: ClusterConfig = {
  group: [],
  rule: [],
  dasVmConfig: [],
  drsVmConfig: [],
  vmOrchestration: [],
  dasConfig: {},
  drsConfig: {},
  dpmConfig: {},
};
