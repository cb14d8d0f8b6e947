import IconButton from '@mui/material/IconButton';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactElement } from 'react';
import { projections, type Projection } from '#shared/model/projection.ts';
import { projectionShortcut } from '../../actions/tree-actions.ts';
import { shownKeys } from '../../format/keys.ts';
import { t } from '../../i18n/translate.ts';
import { fieldName } from '../../state/tree/group-names.ts';
import { chooseTree } from '../../state/tree/tree-view.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import type { IconName } from '../../ui/icons/icon-paths.ts';
import { GroupFeed } from './group-feed.tsx';
import { TreeOptions } from './tree-options.tsx';

const icons: Readonly<Record<Projection, IconName>> = {
  hosts: 'cluster',
  machines: 'folder',
  storage: 'datastore',
  networks: 'network',
};

function titleOf(projection: Projection): string {
  const key = projectionShortcut(projection);
  const name = t(`tree.${projection}`);
  return key === undefined ? name : `${name} (${shownKeys(key)})`;
}

/** Which tree is shown: one of four, or machines in groups; and what is left out of it. */
export function ProjectionBar(): ReactElement {
  const tree = useWorkspace((state) => state.tree);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { projection, groupBy, hide, belowHost } = tree;
  const special = groupBy !== null || hide.length > 0 || belowHost;
  return (
    <>
      <div className="tree-bar">
        <ToggleButtonGroup
          exclusive
          size="small"
          value={groupBy === null ? projection : null}
          aria-label={t('tree.projections')}
          onChange={(_event, next: Projection | null) => {
            if (next !== null) chooseTree({ projection: next, groupBy: null });
          }}
        >
          {projections.map((one) => (
            <ToggleButton
              key={one}
              value={one}
              aria-label={t(`tree.${one}`)}
              className="tree-toggle"
            >
              <Tooltip title={titleOf(one)}>
                <span className="tree-toggle-icon">
                  <Icon name={icons[one]} size={16} />
                </span>
              </Tooltip>
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <span className="tree-bar-name ellipsis">
          {groupBy === null
            ? t(`tree.${projection}`)
            : t('tree.grouped', { field: fieldName(groupBy) })}
        </span>
        <Tooltip title={t('tree.options')}>
          <IconButton
            size="small"
            aria-label={t('tree.options')}
            aria-haspopup="menu"
            className={special ? 'tree-options tree-options-set' : 'tree-options'}
            onClick={(event) => setAnchor(event.currentTarget)}
          >
            <Icon name="filter" size={16} />
          </IconButton>
        </Tooltip>
        {anchor !== null && <TreeOptions anchor={anchor} onClose={() => setAnchor(null)} />}
      </div>
      {groupBy !== null && <GroupFeed key={groupBy} tree={tree} by={groupBy} />}
    </>
  );
}
