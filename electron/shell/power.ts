import type { PowerMonitor } from 'electron';

export interface PowerOptions {
  readonly powerMonitor: Pick<PowerMonitor, 'on'> & { readonly onBatteryPower: boolean };
  /** The core, as far as it matters here. */
  readonly core: {
    surroundings(change: { readonly suspended?: boolean; readonly onBattery?: boolean }): void;
  };
}

/** Lets the core know that the computer sleeps, wakes, and where its power comes from. */
export function watchPower({ powerMonitor, core }: PowerOptions): void {
  if (powerMonitor.onBatteryPower) core.surroundings({ onBattery: true });
  powerMonitor.on('suspend', () => core.surroundings({ suspended: true }));
  powerMonitor.on('resume', () => core.surroundings({ suspended: false }));
  powerMonitor.on('on-battery', () => core.surroundings({ onBattery: true }));
  powerMonitor.on('on-ac', () => core.surroundings({ onBattery: false }));
}
