import { spoken } from '#shared/i18n/testing/spoken.ts';
import { describe, expect, it } from 'vitest';
import type { Properties } from '#shared/model/object-update.ts';
import type { Ref } from '#shared/model/reference.ts';
import { alerts } from './alerts.ts';
import { bodyLines, readBody } from './body.ts';
import { titleOf } from './titles.ts';

const ref = 'message:m' as Ref;
const message = (more: Properties): Properties => ({
  name: 'VM_SHUTDOWN',
  priority: 5,
  cls: 'VM',
  obj_uuid: 'u1',
  timestamp: { $type: 'dateTime', text: '20260801T12:00:00Z', ms: 1_785_585_600_000 },
  body: '',
  ...more,
});
const read = (more: Properties = {}) => spoken(alerts.read(ref, message(more)));

describe('an alert', () => {
  it('is a message, in words', () => {
    expect(read()).toEqual({
      ref,
      severity: 'info',
      title: 'VM shutdown',
      name: 'VM_SHUTDOWN',
      time: 1_785_585_600_000,
      target: 'VM:u1',
    });
    expect(read({ name: 'HA_HOST_FAILED', priority: 1, cls: 'Host' })).toMatchObject({
      severity: 'critical',
      title: 'High availability: a host failed',
      target: 'host:u1',
    });
    expect(read({ priority: 77, cls: 'Certificate', obj_uuid: '' })).not.toHaveProperty('target');
    expect(read({ priority: 77 }).severity).toBe('info');
    expect(spoken(alerts.read(ref, {}))).toMatchObject({ title: 'Alert', time: 0 });
  });

  it('of performance says what passed which value', () => {
    const body =
      'value: 0.970000\nconfig:\n<variable>\n\t<name value="cpu_usage"/>\n\t<alarm_trigger_level value="0.9"/>\n' +
      "\t<alarm_trigger_period value='60'/>\n</variable>\n";
    expect(read({ name: 'ALARM', priority: 3, body })).toMatchObject({
      severity: 'warning',
      title: 'CPU use is 97 %',
      text: 'Value: 0.970000\nName: cpu_usage\nAlarm trigger level: 0.9\nAlarm trigger period: 60',
      measure: {
        value: 'CPU use 97 %',
        threshold: 'threshold 90 %',
        definition: 'CPU use above 90 % for 1 min',
      },
    });
    expect(read({ name: 'ALARM', body: '' }).title).toBe('Alarm');
    expect(read({ name: 'ALARM', body: 'value: NaN\n<name value="odd"/>' }).title).toBe(
      'Alarm: odd',
    );
  });
});

describe('the body of a message', () => {
  it.each([
    ['', ''],
    ['plain words: with a colon', 'plain words: with a colon'],
    [
      '<body><message>It expired &amp; is gone.</message><date>20260801</date></body>',
      'It expired & is gone.\nDate: 20260801',
    ],
    ['<broken <a>b</a> < c', 'A: b'],
    ['<<<>>>', '<<<>>>'],
  ])('%s', (body, text) => expect(bodyLines(readBody(body))).toBe(text));

  it('is cut where it is too long to be read', () => {
    expect(bodyLines(readBody('x'.repeat(100_000))).length).toBeLessThan(4100);
    // Neither takes longer than its length.
    for (const odd of ['<a'.repeat(200_000), `<${'a'.repeat(400_000)}`])
      expect(readBody(odd)).toEqual([]);
  });
});

it.each([
  ['VM_MIGRATED', 'VM migrated'],
  ['HOST_SERVER_CERTIFICATE_EXPIRING_07', 'The server certificate of the host expires in 7 days'],
  ['POOL_CA_CERTIFICATE_EXPIRED', 'A CA certificate of the pool has expired'],
  ['NEW_NTP_THING', 'New NTP thing'],
  ['', ''],
  ['constructor', 'Constructor'],
])('%s is called %s', (name, title) => expect(spoken(titleOf(name))).toBe(title));
