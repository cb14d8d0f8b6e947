import type { Text } from '#shared/i18n/text.ts';
import type { SheetFact, SheetSection } from '#shared/model/sheet.ts';
import { codeFact, fact, textFact, type LabelId } from '../../sheet/facts.ts';
import { section } from '../../sheet/section.ts';
import type { Subject } from '../../sheet/subject.ts';
import { entries, nameOf as plainName, organisation as organised } from '../map/read.ts';

export function nameOf(of: Subject): Text {
  return plainName(of.ref, of.properties);
}

/** Some storage has no end, and says so by a size near the largest number that there is. */
const endless = 2 ** 60;

/** The size of a repository; undefined where it has none that would mean anything: libraries, drives, what has no end. */
export function sizeOf(store: Subject): number | undefined {
  const size = store.number('physical_size');
  return size === undefined || size <= 0 || size >= endless ? undefined : size;
}

/** Numbers that XAPI keeps as text in a map; undefined where there is none, or it is none. */
export function numberIn(of: Subject | undefined, path: string): number | undefined {
  const text = of?.text(path);
  const value = text === undefined ? NaN : Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** What people wrote on it (XenCenter's conventions). */
export function organisation(of: Subject): SheetSection | undefined {
  const { fields = {}, folder } = organised(of.properties);
  const own = Object.entries(fields).map(
    ([label, value]): SheetFact => ({
      id: `field.${label}`,
      label,
      isOwn: true,
      values: [{ text: value }],
      from: [of.from(`other_config.XenCenter.CustomFields.${label}`)],
    }),
  );
  return section('sheet.organisation', {
    facts: [
      textFact(of, 'summary.description', 'name_description', { edit: 'describe' }),
      fact(
        'summary.tags',
        of.texts('tags').map((text) => ({ text })),
        of.from('tags'),
        { edit: 'tags', isList: true },
      ),
      fact(
        'summary.folder',
        folder === undefined ? undefined : { text: folder },
        of.from('other_config.folder'),
      ),
      ...own,
    ],
  });
}

export function identity(of: Subject): readonly (SheetFact | undefined)[] {
  return [codeFact(of, 'summary.uuid', 'uuid')];
}

/** All of a map of texts, each by its own name. */
export function mapEntries(of: Subject, path: string): readonly (readonly [string, string])[] {
  return entries(of.properties, path);
}

/** Where something is, by a reference to one object. */
export function link(of: Subject, id: LabelId, path: string): SheetFact | undefined {
  const found = of.follow(path);
  return fact(
    id,
    found === undefined ? undefined : { text: nameOf(found), ref: found.ref },
    of.from(path),
  );
}
