// What a version was published with besides its document. Names things; holds none.

/** The versions of the templates that a flow's steps name. */
export type Pins = { readonly templates: Readonly<Record<string, number>> }
