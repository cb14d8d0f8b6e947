import type { Ref } from './reference.ts';

/** Trees of one inventory beside that of hosts and clusters: by folders of virtual machines, by storage, by networks. */
export const otherProjections = ['machines', 'storage', 'networks'] as const;

export type OtherProjection = (typeof otherProjections)[number];

/** The trees in which one inventory can be seen. All objects but a few folders stand in the first. */
export const projections = ['hosts', ...otherProjections] as const;

export type Projection = (typeof projections)[number];

/**
 * Parents in the other projections: null directly below the server; absent where the object does not stand in that tree. Like
 * `Row.parent` never an object without a row.
 */
export type Places = Readonly<Partial<Record<OtherProjection, Ref | null>>>;
