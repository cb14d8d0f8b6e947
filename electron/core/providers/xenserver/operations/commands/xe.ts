import type { PlannedCommand } from '#shared/model/operation-plan.ts';
import type { RecordedCall } from '../plan/recorder.ts';
import { CallArguments, type CommandContext } from './arguments.ts';
import { quoted } from './shell.ts';
import { xeLines } from './table.ts';

/** The calls as one script for `xe`, which stops at the first error; none where there is nothing to do. */
export function xeCommands(
  calls: readonly RecordedCall[],
  context: Omit<CommandContext, 'variable'>,
): readonly PlannedCommand[] {
  const lines = linesOf(calls, context);
  return lines.length === 0 ? [] : [{ tool: 'xe', text: lines.join('\n') }];
}

function linesOf(
  calls: readonly RecordedCall[],
  { refOf, vmKind }: Omit<CommandContext, 'variable'>,
): readonly string[] {
  const names = new Map<string, string>();
  const context: CommandContext = { refOf, vmKind, variable: (answer) => names.get(answer) };
  return calls.flatMap((call, index) => {
    const later = calls.slice(index + 1);
    const given = new CallArguments(call, context);
    const lines =
      installed(call, later, given) ??
      sent(call, calls.slice(0, index), given) ??
      xeLines(call.owner, call.message, given);
    if (lines === undefined) return [`# xe has no command for ${call.owner}.${call.message}.`];
    const { answer } = call;
    if (typeof answer !== 'string' || !isUsed(answer, later)) return lines;
    const name = variableName(answer);
    names.set(answer, name);
    return lines.map((line) => `${name}=$(${line})`);
  });
}

/** `vm-install` clones a template and provisions it in one: there is no command for the second alone. */
function installed(
  call: RecordedCall,
  later: readonly RecordedCall[],
  given: CallArguments,
): readonly string[] | undefined {
  if (call.owner !== 'VM') return undefined;
  if (call.message === 'provision') return [];
  if (isDisks(call)) return [];
  const provisioned = later.some(
    ({ message, values }) => message === 'provision' && values[0] === call.answer,
  );
  if (call.message !== 'clone' || !provisioned) return undefined;
  const disks = later.find((one) => one.message === 'add_to_other_config' && isDisks(one));
  const described = disks?.values[2];
  const storage = typeof described === 'string' ? /\bsr="([^"]+)"/.exec(described)?.[1] : undefined;
  const where = storage === undefined ? '' : ` sr-uuid=${quoted(storage)}`;
  return [`xe vm-install template=${given.self} new-name-label=${given.text(1)}${where}`];
}

/** `vm-migrate` asks the destination itself; it logs in to the pool for it, even to its own. */
function sent(
  call: RecordedCall,
  earlier: readonly RecordedCall[],
  given: CallArguments,
): readonly string[] | undefined {
  if (call.message === 'migrate_receive') return [];
  if (call.message !== 'migrate_send') return undefined;
  const host = earlier.find(({ message }) => message === 'migrate_receive')?.values[0];
  const disks = Object.entries(call.values[3] as Readonly<Record<string, string>>).map(
    ([disk, storage]) => ` vdi:${given.uuidOf(disk, 'VDI')}=${given.uuidOf(storage, 'SR')}`,
  );
  return [
    `xe vm-migrate uuid=${given.self} host-uuid=${given.uuidOf(host, 'host')} live=true${disks.join('')} remote-master="$coordinator" remote-username=root remote-password="$password"`,
  ];
}

function isDisks({ message, values }: RecordedCall): boolean {
  return message.endsWith('_other_config') && values[1] === 'disks';
}

function isUsed(answer: string, later: readonly RecordedCall[]): boolean {
  return (
    answer.startsWith('«new ') &&
    later.some(({ values }) => JSON.stringify(values).includes(answer))
  );
}

/** `«new VDI 2»` → `vdi2` */
function variableName(answer: string): string {
  return answer.replaceAll(/«new |[^\w]/g, '').toLowerCase();
}
