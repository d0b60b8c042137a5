/** One thing in Elastic that a set-up looked at, and what became of it. In a dry run: what would become of it. */
export interface Change {
  /** Its kind and name, such as `index template logs-mimecast.audit`. */
  readonly name: string;
  readonly action: 'created' | 'updated' | 'unchanged' | 'removed' | 'refused' | 'skipped';
  /** What else there is to know, in plain sentences, perhaps with a request to paste; undefined if nothing. */
  readonly note: string | undefined;
}

/** What a set-up did. No secret but `key` is in it. */
export interface SetupReport {
  /** Host of Elasticsearch. */
  readonly host: string;
  readonly namespace: string;
  /** True if nothing was sent that changes anything. */
  readonly dryRun: boolean;
  /** True if an earlier set-up was to be taken away. */
  readonly remove: boolean;
  /** In the order in which they were done. */
  readonly changes: Change[];
  /** Sentences that a person should read, though nothing failed. */
  readonly warnings: string[];
  /** What went wrong, one sentence each; empty if all went well. */
  readonly failures: string[];
  /** Body of the request that makes the key of the daily run; undefined where a set-up was taken away. */
  readonly keyRequest: object | undefined;
  /** The key that was made, as it goes into a secret. It is masked in the log; write it nowhere but into the output. */
  key: string | undefined;
}
