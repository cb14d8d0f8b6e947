import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import type { ReactElement } from 'react';
import type { ConnectionId } from '#shared/model/reference.ts';

export interface NamedServer {
  readonly id: ConnectionId;
  readonly name: string;
}

const everyServer = '';

/** One server, or all of them. Not shown where there is nothing to choose. */
export function ServerChoice(props: {
  readonly label: string;
  /** What stands for all servers. */
  readonly all: string;
  readonly servers: readonly NamedServer[];
  readonly server: ConnectionId | null;
  readonly onChange: (server: ConnectionId | null) => void;
}): ReactElement | null {
  const { label, all, servers, server, onChange } = props;
  if (servers.length < 2) return null;
  return (
    <Select
      size="small"
      displayEmpty
      className="panel-server"
      value={server ?? everyServer}
      inputProps={{ 'aria-label': label }}
      onChange={(event) => {
        const chosen = event.target.value;
        onChange(chosen === everyServer ? null : chosen);
      }}
    >
      <MenuItem value={everyServer}>{all}</MenuItem>
      {servers.map(({ id, name }) => (
        <MenuItem key={id} value={id}>
          {name}
        </MenuItem>
      ))}
    </Select>
  );
}
