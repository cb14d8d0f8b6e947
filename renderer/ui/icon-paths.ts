/** Line drawings on a grid of 24, as SVG path data. Drawn for Moref; one style, one stroke. */
export const iconPaths = {
  add: 'M12 5v14M5 12h14',
  alert: 'M12 4 2.5 20h19zM12 10v4.5M12 17v.5',
  back: 'M19 12H5m6-6-6 6 6 6',
  cancel: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM8.5 8.5l7 7m0-7-7 7',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  chevron: 'M9 6l6 6-6 6',
  close: 'M6 6l12 12M18 6 6 18',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7v5l3.5 2.5',
  cloudOff: 'M3 3l18 18M7 8a5 5 0 0 0-1 9.8h10m3.5-1.2A4 4 0 0 0 17 10a6 6 0 0 0-7-4',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  edit: 'M4 20l1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5 17.5 10',
  filter: 'M4 5h16l-6.5 8v5l-3 2v-7z',
  help: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.4-1 .9-1 1.7M12 16.5v.5',
  key: 'M14.5 4a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM10.5 13.5 4 20m2-2 2 2',
  menu: 'M12 4.4a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM12 11.2a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6zM12 18a.8.8 0 1 0 0 1.6.8.8 0 0 0 0-1.6z',
  moon: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
  panel: 'M4 4h16v16H4zM4 14h16',
  pause: 'M8 5v14M16 5v14',
  play: 'M7 4.5v15l12-7.5z',
  power: 'M12 3v9M6.5 7a8 8 0 1 0 11 0',
  refresh: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5',
  reset: 'M4 12a8 8 0 1 0 2.5-5.8M4 3v4.5h4.5',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM15.5 15.5 20.5 20.5',
  shield: 'M12 3l8 3v6c0 4.5-3.2 7.7-8 9-4.8-1.3-8-4.5-8-9V6z',
  stop: 'M6 6h12v12H6z',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M19 5l-1.7 1.7M6.7 17.3 5 19',
  system: 'M3 5h18v11H3zM9 20h6M12 16v4',
  trash: 'M4 6.5h16M9 6V3.5h6V6M6 6.5 7 20.5h10l1-14M10 10.5v6M14 10.5v6',
  plug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4',
  unplug: 'M9 3v5M15 3v5M6 8h12v3a6 6 0 0 1-12 0zM12 17v4M3 3l18 18',
  folder: 'M3 6h6.5l2 2.5H21V19H3z',
  datacenter: 'M4 21V5l8-2.5V21M12 8h8v13M2.5 21h19M7 8.5h2M7 12h2M7 15.5h2M15 12h2M15 15.5h2',
  cluster: 'M3 4h11v6H3zM8 14h13v6H8zM5.5 7h.01M10.5 17h.01M17.5 4v7M6 13v7',
  host: 'M4 4h16v7H4zM4 13h16v7H4zM7.5 7.5h.01M7.5 16.5h.01M12 7.5h5M12 16.5h5',
  pool: 'M3 4h18v5H3zM3 11h8v5H3zM13 11h8v5h-8zM6 6.5h.01M6 13.5h.01M16 13.5h.01M12 9v11M8 20h8',
  resourcePool: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 3v9l7.5 5',
  vapp: 'M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM16.5 13.5v6M13.5 16.5h6',
  vm: 'M3 5h18v11.5H3zM9 20h6',
  template: 'M3 5h18v11.5H3zM9 20h6M7 9h6M7 12.5h10',
  datastore:
    'M4 6.5C4 4.5 7.5 3.5 12 3.5s8 1 8 3-3.5 3-8 3-8-1-8-3zM4 6.5v11c0 2 3.5 3 8 3s8-1 8-3v-11M4 12c0 2 3.5 3 8 3s8-1 8-3',
  network: 'M9 3h6v5H9zM3 16h6v5H3zM15 16h6v5h-6zM12 8v4.5M6 16v-3.5h12V16',
  snapshot: 'M4 7.5h3.5L9 5h6l1.5 2.5H20V19H4zM12 10a3 3 0 1 0 0 6 3 3 0 0 0 0-6z',
  disk: 'M5 3.5h14v17H5zM12 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 10h.01M8 17.5h3',
  interface: 'M4 5h16v10h-4v4H8v-4H4zM9 9v3M12 9v3M15 9v3',
  other: 'M12 3l8 4.5v9L12 21l-8-4.5v-9zM4 7.5l8 4.5 8-4.5M12 12v9',
  server: 'M4 3.5h16v5H4zM4 10h16v5H4zM7.5 6h.01M7.5 12.5h.01M12 15v3.5M6 20.5h12M10 20.5v-2h4v2',
} as const;

export type IconName = keyof typeof iconPaths;

/** An icon by a name from elsewhere, such as an operation's; undefined if there is none of that name. */
export function iconNamed(name: string | undefined): IconName | undefined {
  return name !== undefined && Object.hasOwn(iconPaths, name) ? (name as IconName) : undefined;
}
