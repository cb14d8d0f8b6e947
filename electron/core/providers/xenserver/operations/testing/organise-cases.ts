import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { line, type Case } from './case.ts';
import { inState, mapOf } from './machines.ts';
import type { PoolUnderTest } from './pool-under-test.ts';

/** Alerts, folders and custom fields. */
export function organiseCases(on: PoolUnderTest): readonly Case[] {
  const vm = (wanted: (one: Properties, ref: Ref) => boolean) => () => on.find('VM', wanted);
  const thePool = () => on.find('pool', () => true);
  const other = (object: Properties) => mapOf(object, 'other_config');
  return [
    {
      operation: 'alert.dismiss',
      subject: () => on.find('message', () => true),
      sends: ['message.destroy'],
      xe: [line('xe message-destroy uuid=UUID')],
      effect: (after) => Object.keys(after).length === 0,
    },
    {
      operation: 'folder',
      subject: vm(inState('Halted')),
      inputs: () => ({ folder: '/', newFolder: 'zebras/striped' }),
      sends: ['VM.add_to_other_config'],
      xe: [line('xe vm-param-set uuid=UUID other-config:folder=/zebras/striped')],
      effect: (after) => other(after)['folder'] === '/zebras/striped',
    },
    {
      operation: 'folder.rename',
      subject: thePool,
      inputs: () => ({ folder: '/zebras', name: 'horses' }),
      sends: ['VM.remove_from_other_config', 'VM.add_to_other_config'],
      xe: [
        line('xe vm-param-remove uuid=UUID param-name=other-config param-key=folder'),
        line('xe vm-param-set uuid=UUID other-config:folder=/horses/striped'),
      ],
      effect: () => on.all('VM').some((ref) => other(on.at(ref))['folder'] === '/horses/striped'),
    },
    {
      operation: 'folder.create',
      subject: thePool,
      inputs: () => ({ folder: '/horses', name: 'white' }),
      sends: ['pool.remove_from_other_config', 'pool.add_to_other_config'],
      xe: [
        line('xe pool-param-remove uuid=UUID param-name=other-config param-key=EMPTY_FOLDERS'),
        line("xe pool-param-set uuid=UUID other-config:EMPTY_FOLDERS='?[^']*/horses/white'?"),
      ],
      effect: (after) => String(other(after)['EMPTY_FOLDERS']).split(';').includes('/horses/white'),
    },
    {
      operation: 'folder.delete',
      subject: thePool,
      inputs: () => ({ folder: '/horses/striped' }),
      sends: ['VM.remove_from_other_config', 'VM.add_to_other_config'],
      xe: [/param-remove/, line('xe vm-param-set uuid=UUID other-config:folder=/horses')],
      effect: () => on.all('VM').some((ref) => other(on.at(ref))['folder'] === '/horses'),
    },
    {
      operation: 'customFields.define',
      subject: thePool,
      inputs: () => ({ name: 'Herd & <size>', type: 'String' }),
      sends: ['pool.remove_from_gui_config', 'pool.add_to_gui_config'],
      xe: [/gui-config/, /^xe pool-param-set uuid=\S+ gui-config:XenCenter.CustomFields='<Custom/],
      effect: (after) => JSON.stringify(after['gui_config']).includes('Herd'),
    },
    {
      operation: 'customFields',
      subject: vm(inState('Halted')),
      inputs: () => ({ 'Herd & <size>': 'Ada' }),
      sends: ['VM.add_to_other_config'],
      xe: [
        line("xe vm-param-set uuid=UUID 'other-config:XenCenter.CustomFields.Herd & <size>'=Ada"),
      ],
      effect: (after) => other(after)['XenCenter.CustomFields.Herd & <size>'] === 'Ada',
    },
    {
      operation: 'customFields',
      what: 'with a date',
      subject: vm(inState('Halted')),
      inputs: () => ({ 'Herd & <size>': 'Ada', Reviewed: '2026-08-01 12:30' }),
      sends: ['VM.remove_from_other_config', 'VM.add_to_other_config'],
      xe: [
        /^xe vm-param-remove uuid=\S+ param-name=other-config/,
        line(
          "xe vm-param-set uuid=UUID other-config:XenCenter.CustomFields.Reviewed='2026-08-01 12:30:00Z'",
        ),
      ],
      effect: (after) => other(after)['XenCenter.CustomFields.Reviewed'] === '2026-08-01 12:30:00Z',
    },
    {
      operation: 'customFields.remove',
      subject: thePool,
      inputs: () => ({ field: 'Herd & <size>' }),
      sends: [
        'pool.remove_from_gui_config',
        'pool.add_to_gui_config',
        'VM.remove_from_other_config',
      ],
      xe: [/gui-config/, /gui-config/, /^xe vm-param-remove uuid=\S+ param-name=other-config/],
      effect: (after) =>
        !JSON.stringify(after['gui_config']).includes('Herd') &&
        on.all('VM').every((ref) => !JSON.stringify(other(on.at(ref))).includes('Herd')),
    },
  ];
}
