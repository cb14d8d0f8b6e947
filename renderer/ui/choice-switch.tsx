import IconButton from '@mui/material/IconButton';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState, type ReactElement } from 'react';
import type { IconName } from './icons/icon-paths.ts';
import { Icon } from './icons/icon.tsx';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: IconName;
  /** The language that the label is in, where that is not the page's. */
  readonly lang?: string;
}

/** A button that says what was chosen, with a menu of what there is to choose. */
export function ChoiceSwitch<Value extends string>(props: {
  readonly label: string;
  readonly icon: IconName;
  readonly choices: readonly Choice<Value>[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}): ReactElement {
  const { choices, chosen, onChoose } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const label = `${props.label}: ${choices.find(({ value }) => value === chosen)?.label ?? ''}`;
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="menu"
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Icon name={props.icon} />
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        transitionDuration={0}
      >
        {choices.map(({ value, label: name, icon, lang }) => (
          <MenuItem
            key={value}
            role="menuitemradio"
            aria-checked={value === chosen}
            selected={value === chosen}
            lang={lang}
            translate={lang === undefined ? undefined : 'no'}
            onClick={() => {
              setAnchor(null);
              onChoose(value);
            }}
          >
            {icon !== undefined && <Icon name={icon} className="menu-icon" />}
            {name}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
