import { useState, type ReactElement } from 'react';
import { useStore } from 'zustand';
import { isDataObject, type PropertyValue } from '#shared/model/property-value.ts';
import type { ObjectAddress } from '#shared/model/reference.ts';
import { visibleName } from '#shared/i18n/visible-name.ts';
import { useFeed } from '../../bridge/use-feed.ts';
import { applyProperties, createPropertySet, failProperties } from '../../state/property-set.ts';

interface ShownTag {
  readonly name: string;
  /** Empty where the server has no categories. */
  readonly category: string;
}

/** The tags of an object, each with its category. Names alone until the properties have come. */
export function TagChips(props: {
  readonly address: ObjectAddress;
  /** As the row has them: joined by commas. */
  readonly names: string;
}): ReactElement {
  const { address, names } = props;
  const [set] = useState(createPropertySet);
  useFeed(
    'properties',
    address,
    (frame) => applyProperties(set, frame),
    (error) => failProperties(set, error),
  );
  useStore(set);
  const read = tagsOf(set.getState().entries.get('tags')?.value);
  const tags = read.length > 0 ? read : names.split(', ').map((name) => ({ name, category: '' }));
  return (
    <ul className="tags">
      {tags.map(({ name, category }) => (
        <li key={`${category}/${name}`} className="chip tag" translate="no">
          {category !== '' && <span className="tag-category">{category}: </span>}
          {visibleName(name)}
        </li>
      ))}
    </ul>
  );
}

function tagsOf(value: PropertyValue | undefined): readonly ShownTag[] {
  if (!isList(value)) return [];
  return value.flatMap((tag): readonly ShownTag[] => {
    if (typeof tag === 'string') return [{ name: tag, category: '' }];
    if (!isDataObject(tag) || typeof tag['name'] !== 'string') return [];
    const category = tag['category'];
    return [{ name: tag['name'], category: typeof category === 'string' ? category : '' }];
  });
}

function isList(value: PropertyValue | undefined): value is readonly PropertyValue[] {
  return Array.isArray(value);
}
