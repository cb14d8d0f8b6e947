import Button from '@mui/material/Button';
import FormHelperText from '@mui/material/FormHelperText';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { useId, useState, type ReactElement } from 'react';
import type { Text } from '#shared/i18n/text.ts';
import type { LookupOption } from '#shared/model/choice.ts';
import type { InputValues, LookupInput } from '#shared/model/operation.ts';
import { inWords, t, wordsOf } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Said } from '../../../ui/said.tsx';
import { LookupPicker, type Asker } from './lookup-picker.tsx';
import './lookup.css';

export interface LookupFieldProps {
  readonly input: LookupInput;
  readonly value: string;
  /** What the chosen option is called. */
  readonly label: Text;
  readonly given: InputValues;
  readonly asker: Asker;
  readonly problem: string | undefined;
  readonly focus: boolean;
  /** It is shown as it is, and cannot be changed. */
  readonly locked?: boolean;
  /** What stands there where nothing is chosen. */
  readonly placeholder?: string;
  /** The table stands in the form, one at a time; absent: above the dialog. */
  readonly room?: LookupRoom | undefined;
  readonly onChoose: (option: LookupOption | null) => void;
}

/** The room for a table that the lookups of a page share. */
export interface LookupRoom {
  readonly open: boolean;
  /** It was opened by the user, and not with its page. */
  readonly asked: boolean;
  readonly toggle: () => void;
}

/** Something that the server has: shows what was chosen, and opens the table of what there is: above the dialog, or in the form itself. */
export function LookupField(props: LookupFieldProps): ReactElement {
  const { input, value, problem, onChoose, room } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const id = useId();
  const help = problem ?? wordsOf(input.help);
  const isOpen = room?.open === true;
  return (
    <div className={classes(room !== undefined, isOpen)}>
      <span id={`${id}-label`} className="lookup-label">
        {inWords(input.label)}
        {input.required ? ' *' : ''}
      </span>
      <div className="lookup-line">
        <LookupButton
          {...props}
          id={id}
          described={help !== undefined}
          focus={props.focus && !isOpen}
          onOpen={room === undefined ? setAnchor : room.toggle}
        />
        {value !== '' && !input.required && props.locked !== true && (
          <IconButton
            aria-label={t('lookup.clear', { label: input.label })}
            onClick={() => onChoose(null)}
          >
            <Icon name="close" size={14} />
          </IconButton>
        )}
      </div>
      {help !== undefined && (
        <FormHelperText id={`${id}-help`} error={problem !== undefined}>
          {help}
        </FormHelperText>
      )}
      {isOpen && <LookupPicker {...props} inForm focus={props.focus || room.asked} />}
      {room === undefined && (
        <LookupPopover {...props} anchor={anchor} onClose={() => setAnchor(null)} />
      )}
    </div>
  );
}

function classes(inForm: boolean, isOpen: boolean): string {
  return `lookup${inForm ? ' lookup-in-form' : ''}${isOpen ? ' lookup-open' : ''}`;
}

/** The table of what there is, above the dialog that the field stands in. */
function LookupPopover(
  props: LookupFieldProps & {
    readonly anchor: HTMLElement | null;
    readonly onClose: () => void;
  },
): ReactElement {
  const { anchor, onClose, input, onChoose } = props;
  return (
    <Popover
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      transitionDuration={0}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': inWords(input.label),
          className: 'lookup-paper',
          style: { width: Math.max(840, anchor?.clientWidth ?? 0) },
        },
      }}
    >
      <LookupPicker
        {...props}
        focus
        onChoose={(option) => {
          onChoose(option);
          onClose();
        }}
      />
    </Popover>
  );
}

/** Says what was chosen; pressed, or by ↓, it opens the list below itself. */
function LookupButton(
  props: LookupFieldProps & {
    /** Its label has the id `…-label`, its help `…-help`. */
    readonly id: string;
    readonly described: boolean;
    readonly onOpen: (anchor: HTMLElement) => void;
  },
): ReactElement {
  const { value, label, problem, focus, id, described, onOpen } = props;
  return (
    <Button
      variant="outlined"
      color={problem === undefined ? 'inherit' : 'error'}
      className="lookup-button"
      autoFocus={focus}
      disabled={props.locked === true}
      {...(props.room === undefined
        ? { 'aria-haspopup': 'dialog' as const }
        : { 'aria-expanded': props.room.open })}
      aria-labelledby={`${id}-label ${id}-value`}
      {...(described && { 'aria-describedby': `${id}-help` })}
      endIcon={<Icon name="chevron" size={14} className="lookup-chevron" />}
      onClick={(event) => onOpen(event.currentTarget)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        onOpen(event.currentTarget);
      }}
    >
      <span id={`${id}-value`} className={value === '' ? 'ellipsis weak' : 'ellipsis'}>
        {value === '' ? (props.placeholder ?? t('lookup.choose')) : <Said text={label} />}
      </span>
    </Button>
  );
}
