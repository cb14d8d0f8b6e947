import type { Value } from '../api/value.ts';
import { numberOf, textOf } from '../db/row.ts';
import type { Row } from '../db/row.ts';

function source(name: string, units: string, most: number, value: number): Value {
  return {
    name_label: name,
    name_description: name,
    enabled: true,
    standard: true,
    units,
    min: 0,
    max: most,
    value,
  };
}

/**
 * What is measured of a machine or a host. Bounds that nobody knows are infinite and a value that was never taken is not a
 * number: in JSON they go out bare, as a real server sends them.
 */
export function dataSources(row: Row): Value {
  const machine = row.class === 'VM';
  const running = !machine || textOf(row, 'power_state') === 'Running';
  const processors = machine ? numberOf(row, 'VCPUs_max') : 4;
  const cpus = Array.from({ length: processors }, (_, index) =>
    source(`cpu${index}`, '(fraction)', 1, running ? 0.05 * (index + 1) : Number.NaN),
  );
  return [
    ...cpus,
    source('memory', 'B', Infinity, machine ? numberOf(row, 'memory_target') : 0),
    { ...(source('runstate_fullrun', '(fraction)', 1, 0.5) as object), min: -Infinity },
  ] as readonly Value[];
}
