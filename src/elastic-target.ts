/** Where documents go, and who may bring them. */
export interface ElasticTarget {
  /** `https://host:port`, with a path if it lies behind one. */
  readonly url: string;
  readonly auth:
    | { readonly kind: 'api-key'; readonly encoded: string }
    | { readonly kind: 'basic'; readonly username: string; readonly password: string };
  /** Certificate of an authority that is trusted besides the usual ones, PEM. */
  readonly ca: string | undefined;
  /** Last part of the streams' names. */
  readonly namespace: string;
}
