/** The members of `T` that may be undefined become members that may be absent. */
export type OnlyDefined<T extends object> = {
  [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/**
 * The members that are not undefined, to be spread: `{ id, ...onlyDefined({ help, unit }) }`. With exactOptionalPropertyTypes a member
 * that may be absent may not be undefined, and data that crosses the link says less without it. What is null, empty or false is kept.
 *
 * It makes an object of its own: where a row is made of each of 100,000 objects `...(help !== undefined && { help })` stands instead.
 */
export function onlyDefined<const T extends object>(members: T): OnlyDefined<T> {
  const kept = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as OnlyDefined<T>;
}
