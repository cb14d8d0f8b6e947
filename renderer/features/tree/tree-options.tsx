import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useEffect, useState, type ReactElement } from 'react';
import { columnOf } from '#shared/query/column.ts';
import { allFields } from '#shared/query/fields.ts';
import { printSegment } from '#shared/query/print.ts';
import { useLink } from '../../bridge/link-context.ts';
import { t } from '../../i18n/translate.ts';
import { hideChoices, type TreeChoice } from '../../state/tree/tree-choice.ts';
import { fieldName } from '../../state/tree/group-names.ts';
import { chooseTree } from '../../state/tree/tree-view.ts';
import { useWorkspace } from '../../state/workspace/workspace.ts';
import { Icon } from '../../ui/icons/icon.tsx';
import { GroupPathDialog } from './group-path-dialog.tsx';

/** What machines are grouped by most; all other fields stand behind the tags and attributes. */
const usualFields = ['server', 'power', 'os', 'folder', 'cluster', 'host', 'tools', 'hw'];
/** By these every machine would be a group of its own. */
const ownFields = new Set(['name', 'moref', 'uuid', 'mac', 'uptime', 'kind', 'health', 'is']);

/** What the tree leaves out, where machines stand in it, and by what they are grouped. */
export function TreeOptions(props: {
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}): ReactElement {
  const { anchor, onClose } = props;
  const [asking, setAsking] = useState(false);
  const tree = useWorkspace((state) => state.tree);
  const { hide, belowHost, groupBy } = tree;
  const offered = useGroupFields();
  // A native property that was asked for by its path stands with the others as long as it is chosen.
  const fields = groupBy === null || offered.includes(groupBy) ? offered : [groupBy, ...offered];
  const choose = (change: Partial<TreeChoice>): void => {
    onClose();
    chooseTree(change);
  };
  return (
    <>
      <Menu
        open={!asking}
        // The keyboard goes on to the dialog.
        disableRestoreFocus={asking}
        anchorEl={anchor}
        onClose={onClose}
        transitionDuration={0}
        slotProps={{ list: { 'aria-label': t('tree.options'), dense: true } }}
      >
        <Check
          label={t('tree.belowHost')}
          checked={belowHost}
          onChoose={() => choose({ belowHost: !belowHost, projection: 'hosts', groupBy: null })}
        />
        {hideChecks(hide, choose)}
        <Divider component="li" />
        {groupChoices(groupBy, fields, choose)}
        <MenuItem onClick={() => setAsking(true)}>
          <Mark checked={false} />
          {t('tree.groupBy.path')}
        </MenuItem>
      </Menu>
      {asking && (
        <GroupPathDialog
          first={groupBy !== null && columnOf(groupBy)?.path !== undefined ? groupBy : ''}
          onClose={() => {
            onClose();
            anchor.focus();
          }}
        />
      )}
    </>
  );
}

function hideChecks(
  hide: TreeChoice['hide'],
  choose: (change: Partial<TreeChoice>) => void,
): readonly ReactElement[] {
  return hideChoices.map((one) => (
    <Check
      key={one}
      label={t(`tree.hide.${one}`)}
      checked={hide.includes(one)}
      onChoose={() =>
        choose({
          hide: hide.includes(one) ? hide.filter((other) => other !== one) : [...hide, one],
        })
      }
    />
  ));
}

function groupChoices(
  groupBy: string | null,
  fields: readonly string[],
  choose: (change: Partial<TreeChoice>) => void,
): readonly ReactElement[] {
  const choices = [null, ...fields].map((field) => (
    <Radio
      key={field}
      label={field === null ? t('tree.groupBy.none') : fieldName(field)}
      detail={field === null ? undefined : sortOf(field)}
      checked={field === groupBy}
      onChoose={() => choose({ groupBy: field })}
    />
  ));
  const head = (
    <ListSubheader key="head" role="presentation" className="tree-options-head">
      {t('tree.groupBy')}
    </ListSubheader>
  );
  return [head, ...choices];
}

/** Whether it is a category of tags or an attribute: they may be called the same. */
function sortOf(field: string): string | undefined {
  const [name = '', ...rest] = field.split('.');
  return rest.length > 0 && (name === 'tag' || name === 'attr') ? fieldName(name) : undefined;
}

interface ChoiceProps {
  readonly label: string;
  readonly checked: boolean;
  /** What gave the label, where that is no word of Moref's: a category of tags or an attribute. */
  readonly detail?: string | undefined;
  readonly onChoose: () => void;
}

function Check({ label, checked, onChoose, ...fromMenu }: ChoiceProps): ReactElement {
  return (
    <MenuItem {...fromMenu} role="menuitemcheckbox" aria-checked={checked} onClick={onChoose}>
      <Mark checked={checked} />
      {label}
    </MenuItem>
  );
}

function Radio({ label, checked, detail, onChoose, ...fromMenu }: ChoiceProps): ReactElement {
  return (
    <MenuItem {...fromMenu} role="menuitemradio" aria-checked={checked} onClick={onChoose}>
      <Mark checked={checked} />
      <span translate={detail === undefined ? undefined : 'no'}>{label}</span>
      {detail !== undefined && <span className="menu-side weak">{detail}</span>}
    </MenuItem>
  );
}

function Mark({ checked }: { readonly checked: boolean }): ReactElement {
  return <span className="tree-options-mark">{checked && <Icon name="check" size={14} />}</span>;
}

/** Fields to group by: the usual ones, categories of tags and attributes that there are, and every other. */
function useGroupFields(): readonly string[] {
  const link = useLink();
  const [named, setNamed] = useState<readonly string[]>([]);
  useEffect(() => {
    let wanted = true;
    const namesOf = async (field: 'tag' | 'attr'): Promise<readonly string[]> => {
      const names = await link.call('query.values', { field, wants: 'names', begins: '' });
      return names.map((name) => `${field}.${printSegment(name)}`);
    };
    Promise.all([namesOf('tag'), namesOf('attr')]).then(
      (found) => {
        if (wanted) setNamed(found.flat());
      },
      () => undefined,
    );
    return () => {
      wanted = false;
    };
  }, [link]);
  const others = allFields
    .filter(
      ({ name, type }) => !usualFields.includes(name) && !ownFields.has(name) && isNamed(type),
    )
    .map(({ name }) => name);
  return [...usualFields, ...named, ...others];
}

/** Amounts and times are hardly the same of two machines. */
function isNamed(type: string): boolean {
  return type === 'text' || type === 'choice' || type === 'number';
}
