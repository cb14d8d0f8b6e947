import { EventEmitter } from 'node:events';
import { expect, it, vi } from 'vitest';
import { watchPower } from './power.ts';

it('the core hears of sleep and of where the power comes from', () => {
  const powerMonitor = Object.assign(new EventEmitter(), { onBatteryPower: true });
  const surroundings = vi.fn();
  watchPower({ powerMonitor: powerMonitor as never, core: { surroundings } });
  for (const event of ['suspend', 'resume', 'on-ac', 'on-battery']) powerMonitor.emit(event);
  expect(surroundings.mock.calls.flat()).toEqual([
    { onBattery: true },
    { suspended: true },
    { suspended: false },
    { onBattery: false },
    { onBattery: true },
  ]);
});
