import { Failure } from '../api/failure.ts';
import { classes } from '../api/model.ts';
import type { Field, Message } from '../api/model.ts';
import { text } from '../api/value.ts';
import type { Fields, Value } from '../api/value.ts';
import type { Row } from '../db/row.ts';
import { refreshAround } from '../operations/allowed.ts';
import { matcher } from './expression.ts';
import type { Call, Handler } from './world.ts';

/**
 * Messages that follow from the fields of their class. Some of the model's explicit messages have this form too
 * (`VM.set_other_config`): where nobody wrote code for one, it does what its name says. Everything else is NOT_IMPLEMENTED.
 */
export function implicitHandler(message: Message): Handler {
  const fixed = byName.get(message.name);
  if (fixed !== undefined) {
    return fixed;
  }
  const fields = classes.get(message.class)?.field;
  for (const [prefix, make] of prefixes) {
    const field = message.name.startsWith(prefix)
      ? fields?.get(message.name.slice(prefix.length))
      : undefined;
    if (field !== undefined) {
      return make(field);
    }
  }
  return () => {
    throw new Failure('NOT_IMPLEMENTED', `${message.class}.${message.name}`);
  };
}

/** The object that the first parameter names. Throws HANDLE_INVALID. */
export const self = ({ db, message }: Call, parameters: readonly Value[]): Row =>
  db.get(message.class, parameters[0]);

function records(rows: Iterable<Row>): Fields {
  return Object.fromEntries([...rows].map((row) => [row.ref, row.values]));
}

const byName: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['get_all', ({ db, message }) => [...db.all(message.class)].map(({ ref }) => ref)],
  ['get_all_records', ({ db, message }) => records(db.all(message.class))],
  [
    'get_all_records_where',
    ({ db, message }, [expression]) => {
      const matches = matcher(text(expression));
      return records([...db.all(message.class)].filter(matches));
    },
  ],
  ['get_record', (call, parameters) => self(call, parameters).values],
  [
    'get_by_uuid',
    ({ db, message }, [uuid]) => {
      const row = db.byUuid(message.class, text(uuid));
      if (row === undefined) {
        throw new Failure('UUID_INVALID', message.class, text(uuid));
      }
      return row.ref;
    },
  ],
  [
    'get_by_name_label',
    ({ db, message }, [label]) =>
      [...db.all(message.class)]
        .filter(({ values }) => values['name_label'] === label)
        .map(({ ref }) => ref),
  ],
  [
    'create',
    ({ db, message }, [given]) =>
      db.create(message.class, constructed(message.class, given as Fields)).ref,
  ],
  [
    'destroy',
    (call, parameters) => {
      call.db.destroy(self(call, parameters));
      return '';
    },
  ],
]);

/** The part of a record that a constructor heeds: no runtime fields. */
export function constructed(owner: string, given: Fields): Fields {
  const fields = classes.get(owner)?.field;
  return Object.fromEntries(
    Object.entries(given).filter(([name]) => fields?.get(name)?.constructed === true),
  );
}

type Make = (field: Field) => Handler;

const write =
  (change: (row: Row, field: Field, parameters: readonly Value[]) => Value): Make =>
  (field) =>
  (call, parameters) => {
    const row = self(call, parameters);
    call.db.set(row, { [field.name]: change(row, field, parameters) });
    refreshAround(call.db, row);
    return '';
  };

const prefixes: readonly (readonly [prefix: string, make: Make])[] = [
  [
    'get_',
    ({ name }) =>
      (call, parameters) =>
        self(call, parameters).values[name] ?? '',
  ],
  ['set_', write((_, __, [, value = '']) => value)],
  [
    'add_to_',
    write((row, { name }, [, key = '', value = '']) => {
      const map = row.values[name] as Fields;
      if (Object.hasOwn(map, text(key))) {
        throw new Failure('MAP_DUPLICATE_KEY', row.class, name, row.ref, text(key));
      }
      return { ...map, [text(key)]: value };
    }),
  ],
  [
    'remove_from_',
    write((row, { name }, [, key = '']) => {
      const { [text(key)]: _, ...rest } = row.values[name] as Fields;
      return rest;
    }),
  ],
  [
    'add_',
    write((row, { name }, [, value = '']) => {
      const set = row.values[name] as readonly Value[];
      return set.includes(value) ? set : [...set, value];
    }),
  ],
  [
    'remove_',
    write((row, { name }, [, value = '']) =>
      (row.values[name] as readonly Value[]).filter((item) => item !== value),
    ),
  ],
];
