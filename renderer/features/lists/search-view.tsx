import type { ReactElement } from 'react';
import { t } from '../../i18n/translate.ts';
import { searchName } from '../../state/search/saved-searches.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { ObjectList } from './object-list.tsx';

/**
 * A search over all servers as a list.
 * @param props.title what it is called, where it is not one of the searches
 */
export function SearchView(props: {
  readonly search: string;
  readonly title?: string;
}): ReactElement {
  const { search, title = searchName(search) ?? t('search.title') } = props;
  return (
    <article className="object" aria-label={title}>
      <header className="object-head">
        <div className="object-title">
          <Icon name="search" size={26} />
          <h2 className="object-name">{title}</h2>
        </div>
      </header>
      <div className="object-part">
        <ObjectList key={search} tab="all" scope={everywhere} search={search} />
      </div>
    </article>
  );
}

const everywhere = {};
