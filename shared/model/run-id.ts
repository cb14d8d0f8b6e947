/** A bulk run; unique in the program, also across restarts. */
export type RunId = string & { readonly __brand: 'RunId' };
