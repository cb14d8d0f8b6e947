import type { Text } from '#shared/i18n/text.ts';
import type { AlertSeverity, ProviderAlert } from '#shared/model/alert.ts';
import type { Properties } from '#shared/model/object-update.ts';
import { makeRef, type Ref } from '#shared/model/reference.ts';
import { number, text, time } from '../read.ts';
import { bodyLines, readBody, type BodyLine } from './body.ts';
import { alarmMeasure, alarmTitle, titleOf } from './titles.ts';

/** Alerts of a pool: the class `message`. */
export const alerts = { types: ['message'], read } as const;

function read(ref: Ref, message: Properties): ProviderAlert {
  const lines = readBody(text(message, 'body') ?? '');
  const body = bodyLines(lines);
  const target = targetOf(message);
  const measure = text(message, 'name') === 'ALARM' ? alarmMeasure(lines) : undefined;
  return {
    ref,
    severity: severities[number(message, 'priority') ?? 0] ?? 'info',
    title: titled(message, lines),
    name: text(message, 'name') ?? '',
    ...(body !== '' && { text: body }),
    time: time(message, 'timestamp') ?? 0,
    ...(measure !== undefined && { measure }),
    ...(target !== undefined && { target }),
  };
}

/** What an alert says, in a few words. */
export function alertTitle(message: Properties): Text {
  return titled(message, readBody(text(message, 'body') ?? ''));
}

function titled(message: Properties, body: readonly BodyLine[]): Text {
  const name = text(message, 'name') ?? 'ALERT';
  return name === 'ALARM' ? alarmTitle(body) : titleOf(name);
}

/** By the number that XAPI has for it, 1 being the worst. */
const severities: readonly (AlertSeverity | undefined)[] = [
  undefined,
  'critical',
  'major',
  'warning',
  'minor',
  'info',
];

/** Messages spell some classes differently from everything else. */
const classes: Readonly<Record<string, string>> = { Host: 'host', Pool: 'pool' };

/** The object that a message is about; it may be gone by now. */
export function targetOf(message: Properties): Ref | undefined {
  const owner = text(message, 'cls');
  const uuid = text(message, 'obj_uuid');
  if (owner === undefined || uuid === undefined) return undefined;
  return makeRef(classes[owner] ?? owner, uuid);
}
