import { setTimeout as sleep } from 'node:timers/promises';
import type { Host } from '../../estate/entity.ts';
import { hostCpuUsage, totalMhz } from '../../properties/host-statistics.ts';
import { on, Stream } from '../server/call.ts';
import type { Call, Service } from '../server/call.ts';
import { invalidArgument, message, VapiError } from '../wire/error.ts';
import { find } from './find.ts';
import { vmsOf } from '../../estate/machine/residents.ts';

/** `com.vmware.demo.monitor`: samples of the estate's load, one by one. */

interface WatchInput {
  /** Samples; endless when unset. */
  readonly count?: number;
  /** Milliseconds between two of them; 1000 when unset. */
  readonly interval?: number;
  /** Characters of a note, to make samples large. */
  readonly padding?: number;
  /** Ends the samples with an error. */
  readonly fail?: boolean;
  readonly host?: string;
}

function watch(input: WatchInput, call: Call): Stream {
  const { count, interval, padding } = input;
  for (const [name, value] of Object.entries({ count, interval, padding })) {
    if (value !== undefined && !(value >= 0 && value < 2 ** 31)) {
      throw invalidArgument('com.vmware.demo.monitor.range', `${name} is out of range.`, [name]);
    }
  }
  const host = input.host === undefined ? undefined : find(call, 'host', input.host);
  return new Stream(samples(input, call, host));
}

/** Load of hosts, in per cent, and how many VMs run on them. */
function usageOf(hosts: Iterable<Host>): { cpu_usage: number; powered_on: number } {
  let used = 0;
  let total = 0;
  let on = 0;
  for (const host of hosts) {
    used += hostCpuUsage(host);
    total += totalMhz(host);
    for (const { power } of vmsOf(host)) {
      on += power === 'poweredOn' ? 1 : 0;
    }
  }
  return { cpu_usage: total === 0 ? 0 : (100 * used) / total, powered_on: on };
}

async function* samples(
  { count = Number.POSITIVE_INFINITY, interval = 1000, padding = 0, fail }: WatchInput,
  { world, signal }: Call,
  host: Host | undefined,
): AsyncGenerator<object> {
  const { estate } = world.vim;
  const note = padding > 0 ? 'x'.repeat(padding) : undefined;
  for (let sequence = 0; sequence < count && !signal.aborted; sequence += 1) {
    if (sequence > 0 && interval > 0) {
      await sleep(interval, undefined, { signal });
    }
    yield {
      sequence,
      time: estate.now(),
      host: host?.id,
      ...usageOf(host === undefined ? estate.hosts : [host]),
      note,
    };
  }
  if (fail === true) {
    throw new VapiError('service_unavailable', [
      message('com.vmware.demo.monitor.failed', 'The monitoring service has gone away.'),
    ]);
  }
}

export const monitor: Service = { watch: on(watch) };
