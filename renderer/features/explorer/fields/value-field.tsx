import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import type { ReactElement } from 'react';
import { FieldRow } from './field-row.tsx';
import type { ValueFieldProps } from './form-context.ts';
import { ListField } from './list-field.tsx';
import { MapField } from './map-field.tsx';
import { StructureField } from './structure-field.tsx';
import { TextValue } from './text-value.tsx';

/** The field of a value, by what it holds. */
export function ValueField(props: ValueFieldProps): ReactElement {
  const { type, node, path, depth, onChange } = props;
  switch (node.kind) {
    case 'flag':
      return (
        <FormControlLabel
          control={
            <Checkbox
              checked={node.on}
              slotProps={{ input: { 'aria-label': path } }}
              onChange={(event) => onChange({ kind: 'flag', on: event.target.checked })}
            />
          }
          label={String(node.on)}
        />
      );
    case 'list':
      return <ListField {...props} node={node} />;
    case 'map':
      return <MapField {...props} node={node} />;
    case 'group':
      return <StructureField {...props} node={node} />;
    case 'option':
      // An optional value within a list or map: the box stands in a row of its own.
      return (
        <FieldRow
          name=""
          type={type}
          documentation={undefined}
          forced={false}
          node={node}
          path={path}
          depth={depth}
          onChange={onChange}
        />
      );
    case 'text':
      return (
        <TextValue
          type={type}
          text={node.text}
          path={path}
          onChange={(text) => onChange({ kind: 'text', text })}
        />
      );
  }
}
