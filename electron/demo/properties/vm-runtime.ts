import type { VirtualMachine } from '../estate/entity.ts';

/** `runtime` of a VM. */

const featureNames =
  'cmpxchg16b ds intel lahf64 lm mwait nx ss sse3 ssse3 sse41 sse42 popcnt aes'.split(' ');

const requirements = featureNames.map((name) => ({
  key: `cpuid.${name}`,
  featureName: `cpuid.${name}`,
  value: 'Bool:Min:1',
}));

const masks = [...featureNames.slice(0, 8), 'family', 'model', 'stepping'].map((name) => ({
  key: `cpuid.${name.toUpperCase()}`,
  featureName: `cpuid.${name.toUpperCase()}`,
  value: 'Val:1',
}));

function question(vm: VirtualMachine): object | undefined {
  if (vm.question === undefined) {
    return undefined;
  }
  const { id, text, choices, defaultIndex } = vm.question;
  return {
    id,
    text,
    choice: {
      choiceInfo: choices.map(([key, label, summary]) => ({
        $type: 'ElementDescription',
        label,
        summary,
        key,
      })),
      defaultIndex,
    },
  };
}

export function vmRuntime(vm: VirtualMachine): object {
  const on = vm.power === 'poweredOn';
  return {
    host: vm.host,
    connectionState: vm.connectionState,
    powerState: vm.power,
    faultToleranceState: 'notConfigured',
    dasVmProtection: on && vm.host.compute.settings.ha ? { dasProtected: true } : undefined,
    toolsInstallerMounted: false,
    suspendTime: vm.suspendTime,
    bootTime: on ? vm.bootTime : undefined,
    suspendInterval: 0,
    get question() {
      return question(vm);
    },
    memoryOverhead: on ? 42_000_000 + vm.numCpu * 1_000_000 : undefined,
    maxCpuUsage: on ? vm.numCpu * vm.host.model.mhz : undefined,
    maxMemoryUsage: on ? vm.memoryMB : undefined,
    numMksConnections: 0,
    recordReplayState: 'inactive',
    cleanPowerOff: on ? undefined : true,
    onlineStandby: false,
    minRequiredEVCModeKey: on ? 'intel-cascadelake' : undefined,
    consolidationNeeded: vm.consolidationNeeded,
    offlineFeatureRequirement: requirements.slice(0, 4),
    featureRequirement: on ? requirements : undefined,
    featureMask: on ? masks : undefined,
    vFlashCacheAllocation: 0,
    paused: false,
    snapshotInBackground: false,
    instantCloneFrozen: false,
  };
}
