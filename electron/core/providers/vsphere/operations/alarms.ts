import { text as say } from '#shared/i18n/make-text.ts';
import { MorefException } from '#shared/model/error.ts';
import { flag, reference, text } from '../map/read.ts';
import { alarmedName, alarmName, definitionOf } from '../map/alarm-state.ts';
import { toMoref } from '../object-updates.ts';
import { call } from './call.ts';
import { powercli, powershellString } from './commands/quote.ts';
import type { OperationDefinition, Refusal, Subject } from './definition.ts';
import { lackingPrivilege } from './privileges.ts';
import { already, firstOf } from './refusals.ts';

function acknowledged({ object }: Subject): Refusal | undefined {
  if (flag(object, 'acknowledged') !== true) return undefined;
  const by = text(object, 'acknowledgedByUser');
  return already(say('refusal.acknowledged', { user: by ?? '' }));
}

/** The privilege is asked for on the alarm, which is to say: on the object where it is defined (AlarmManager.AcknowledgeAlarm). */
function allowed({ object, lookup }: Subject): Refusal | undefined {
  const owner = reference(definitionOf(object, lookup)['info.entity']);
  const properties = owner === undefined ? undefined : lookup.get(owner);
  const lacking = lackingPrivilege(properties ?? {}, lookup, ['Alarm.Acknowledge']);
  return lacking === undefined ? undefined : say('refusal.privilege', { privilege: lacking });
}

/** Alarms that have gone off. */
export const alarmOperations: readonly OperationDefinition[] = [
  {
    id: 'alert.acknowledge',
    label: say('operation.alert.acknowledge.label'),
    group: 'manage',
    icon: 'check',
    types: ['AlarmState'],
    refusal: (subject) => firstOf(subject, acknowledged, allowed),
    prepare: ({ ref, server, object, lookup }) => {
      const { alarmManager } = server.content;
      const alarm = reference(object['alarm']);
      const entity = reference(object['entity']);
      if (alarmManager === undefined || alarm === undefined || entity === undefined) {
        const message = say('error.alarmCleared');
        throw new MorefException({ kind: 'missing', message, ref });
      }
      return {
        calls: [
          call(alarmManager, 'AcknowledgeAlarm', {
            alarm: toMoref(alarm),
            entity: toMoref(entity),
          }),
        ],
        steps: [
          say('step.alert.acknowledge', {
            alarm: alarmName(object, lookup),
            object: alarmedName(object, lookup),
          }),
        ],
      };
    },
    commands: ({ object }) => {
      const [alarm, entity] = ['alarm', 'entity'].map((path) => {
        const ref = reference(object[path]);
        return `(Get-View -Id ${powershellString((ref ?? '').replace(':', '-'))}).MoRef`;
      });
      return [powercli(`(Get-View AlarmManager).AcknowledgeAlarm(${alarm}, ${entity})`)];
    },
  },
];
